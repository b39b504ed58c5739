using Microsoft.CodeAnalysis;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Types;

/// <summary>Why a type cannot be converted to or from JSON.</summary>
/// <param name="Rule">Diagnostic id.</param>
/// <param name="Problem">What is wrong, or where.</param>
/// <param name="Detail">The type that a context must know, or what is wrong with a default.</param>
internal sealed record TypeObstacle(string Rule, string Problem, string Detail)
{
    /// <param name="subject">What has the type: a parameter or the result.</param>
    /// <param name="verb"><c>read</c> or <c>written</c></param>
    public DeclarationProblem At(int parameter, string method, string subject, ITypeSymbol type, string verb)
    {
        EquatableArray<string> arguments = Rule switch
        {
            DiagnosticIds.NeedsContext => [method, subject, Problem, Detail],
            DiagnosticIds.MisfitConstraint => [method, Problem],
            DiagnosticIds.BrokenDefault => [method, Problem, Detail],
            _ => [method, subject, type.Display(), verb, Problem],
        };
        return new DeclarationProblem(Rule, parameter, arguments);
    }
}
