using System.Globalization;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Declarations;

/// <summary>Reads <c>[MaxConcurrent]</c> of an action.</summary>
/// <param name="parameters">Those of the method, in its order.</param>
internal sealed class ConcurrencyParser(
    IMethodSymbol method, string action, EquatableArray<ParameterModel> parameters, List<DeclarationProblem> problems)
{
    /// <summary>More run at a time on no fleet this is made for; a larger number is a slip.</summary>
    private const int MaxLimit = 10_000;

    public ConcurrencyModel Parse(AttributeData attribute)
    {
        int limit = attribute.Positional(0) as int? ?? 0;
        if (limit is < 1 or > MaxLimit)
        {
            Report(DiagnosticIds.InvalidLimit, action, "[MaxConcurrent]", limit.ToString(CultureInfo.InvariantCulture),
                string.Format(CultureInfo.InvariantCulture, "must be from 1 to {0}", MaxLimit));
        }

        // By value: a cast can make any number one
        int full = attribute.Named("WhenFull") as int? ?? 0;
        if (full is not (0 or 1))
            Report(DiagnosticIds.InvalidLimit, action, "WhenFull", full.ToString(CultureInfo.InvariantCulture), "must be WhenFull.Queue or WhenFull.Reject");
        return new ConcurrencyModel(limit, attribute.NamedText("Key") is { } key ? JsonName(key) : null, full == 1);
    }

    private string JsonName(string key)
    {
        ParameterModel? parameter = method.Parameters.FirstOrDefault(p => p.Name == key) is { } symbol ? parameters[symbol.Ordinal] : null;
        string? obstacle = parameter is null
            ? "the action has no parameter of that name; say it with nameof"
            : parameter.Input is not { } input ? "its value comes from the host, not from who asks"
            : input.Type is SecretModel ? "it is secret, and limits are stored in the open"
            : IsComparable(input.Type) ? null
            : $"equal values of '{method.Parameters.First(p => p.Name == key).Type.Display()}' can be written differently; take text, a char, a whole number, a bool, an enum or a Guid";
        if (obstacle is not null)
            Report(DiagnosticIds.InvalidKey, action, key, obstacle);
        return parameter?.Input?.JsonName ?? key;
    }

    /// <summary>Equal values are the same JSON, but for spellings of numbers and of the digits of a Guid, which the host evens out.</summary>
    private static bool IsComparable(TypeModel type) => type switch
    {
        ScalarModel scalar => scalar.JsonType is "boolean" or "integer" || scalar.Reader is "String" or "Char" or "Guid",
        EnumModel enumeration => !enumeration.Flags,
        _ => false,
    };

    private void Report(string rule, params string[] arguments) =>
        problems.Add(new DeclarationProblem(rule, -1, arguments.ToEquatableArray()));
}
