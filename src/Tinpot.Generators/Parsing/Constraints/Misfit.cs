using Microsoft.CodeAnalysis;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Constraints;

/// <summary>A constraint that cannot be checked as it is written.</summary>
/// <param name="Attribute">Its name without the suffix.</param>
/// <param name="Reason">Null when it says nothing about values of the type.</param>
internal sealed record Misfit(string Attribute, string? Reason)
{
    /// <param name="subject">What has the constraint, in quotes.</param>
    public string On(string subject, ITypeSymbol type) =>
        $"[{Attribute}] does not fit {subject} of type '{type.Display()}'{(Reason is null ? "" : $": {Reason}")}";
}
