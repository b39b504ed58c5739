using Tinpot.Generators.Model;

namespace Tinpot.Generators.Diagnostics;

/// <summary>Why a declaration cannot be emitted; the analyzer turns it into a compile error.</summary>
/// <param name="Rule">Diagnostic id.</param>
/// <param name="Parameter">Index of the parameter at fault; -1 for the declaration as a whole.</param>
/// <param name="Arguments">What the message inserts.</param>
internal sealed record DeclarationProblem(string Rule, int Parameter, EquatableArray<string> Arguments);
