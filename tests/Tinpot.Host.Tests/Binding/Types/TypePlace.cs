namespace Tinpot.Host.Tests.Binding.Types;

/// <summary>A place a value can stand at: an argument, or somewhere within one.</summary>
/// <param name="Before">Parameters of the action up to the value.</param>
/// <param name="After">Parameters of the action behind the value.</param>
/// <param name="Path">What errors call the place.</param>
/// <param name="TakesNull">The place may hold null, whatever the type.</param>
internal sealed record TypePlace(string Action, string Before, string After, string Path, bool TakesNull = false)
{
    internal static readonly TypePlace Parameter = new("one_", """{"value":""", "}", "value");

    internal static readonly TypePlace[] All =
    [
        Parameter,
        new("more_", """{"maybe":""", "}", "maybe", TakesNull: true),
        new("more_", """{"places":{"items":[""", "]}}", "places.items[0]"),
        new("more_", """{"places":{"map":{"a key":""", "}}}", "places.map[\"a key\"]"),
        new("more_", """{"places":{"holder":{"member":""", "}}}", "places.holder.member"),
        new("more_", """{"places":{"secret":""", "}}", "places.secret", TakesNull: true),
    ];

    internal string ActionOf(TypeRow row) => Action + row.Type;

    internal string Parameters(TypeRow row) => Before + row.Json + After;

    internal string? Value(TypeRow row) => IsNull(row) ? "null" : row.Value;

    internal IEnumerable<string> Errors(TypeRow row) =>
        IsNull(row) ? []
        : row.MalformedAt is { } at ? [$"$: Malformed JSON at line 1, column {Before.Length + at + 1}: {row.Errors[0].Message}."]
        : row.Errors.Select(e => $"{Path}{e.Path}: {e.Message}");

    private bool IsNull(TypeRow row) => TakesNull && row.Json == "null";
}
