using Tinpot.Generators.Contracts;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Scalars;

namespace Tinpot.Generators.Parsing.Constraints;

/// <summary>Puts the bounds of several <c>[Range]</c> together: all hold, so the narrowest count.</summary>
internal static class Ranges
{
    /// <returns>The rules with the bounds, and why no number is within them; null when one may be.</returns>
    public static (ConstraintsModel Rules, string? Fault) Narrow(
        ConstraintsModel rules, string? minimum, bool minimumIsExclusive, string? maximum, bool maximumIsExclusive, ScalarModel type)
    {
        if (minimum is not null && (rules.Minimum is null || JsonNumbers.Compare(minimum, rules.Minimum) is var above && (above > 0 || (above == 0 && minimumIsExclusive))))
            rules = rules with { Minimum = minimum, MinimumIsExclusive = minimumIsExclusive };
        if (maximum is not null && (rules.Maximum is null || JsonNumbers.Compare(maximum, rules.Maximum) is var below && (below < 0 || (below == 0 && maximumIsExclusive))))
            rules = rules with { Maximum = maximum, MaximumIsExclusive = maximumIsExclusive };
        return (rules, Fault(rules, type));
    }

    private static string? Fault(ConstraintsModel rules, ScalarModel type)
    {
        NumberRange all = NumberRange.OfFormat(new ContractSchema { Type = type.JsonType, Format = type.Format });
        if ((rules.Minimum is { } least && JsonNumbers.Compare(least, all.Maximum!) > 0) || (rules.Maximum is { } most && JsonNumbers.Compare(most, all.Minimum!) < 0))
            return "it contains no value of the type";
        if (rules is not { Minimum: { } minimum, Maximum: { } maximum })
            return null;
        int order = JsonNumbers.Compare(minimum, maximum);
        return order > 0 ? "its minimum is above its maximum"
            : order == 0 && (rules.MinimumIsExclusive || rules.MaximumIsExclusive) ? "its one value is excluded"
            : null;
    }
}
