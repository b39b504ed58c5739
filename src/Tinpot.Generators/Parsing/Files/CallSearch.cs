using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing.Files;

/// <summary>A file that calls something of an action's name.</summary>
/// <param name="Names">Of the methods that are actions.</param>
internal sealed record CallSearch(TreeIndex Index, EquatableArray<string> Names);
