namespace Tinpot.Host.Tests.Binding.Types;

/// <summary>Every type an action can take, with what its values are and what they are not.</summary>
internal static partial class TypeTable
{
    internal static readonly TypeRow[] Rows =
    [
        .. Booleans(), .. Integers(), .. Halves(), .. Floats(), .. Doubles(), .. Decimals(),
        .. Characters(), .. Strings(), .. Uuids(), .. Bytes(), .. Uris(), .. Json(),
        .. LocalTimes(), .. Moments(), .. Dates(), .. TimesOfDay(), .. Durations(),
        .. Choices(), .. FlagSets(), .. Lists(), .. Sets(), .. Maps(), .. Records(),
    ];

    /// <summary>Values that are no value of the type, and what is said of each in its words.</summary>
    private static IEnumerable<TypeRow> Mistyped(string type, string expected, params string[] among) =>
        from kind in among
        select TypeRow.Wrong(type, kind, kind == "null" ? TypeRow.NotNull : $"Must be {expected}, not {Kind(kind)}.");

    private static string Kind(string json) => json[0] switch
    {
        '"' => "a string",
        '[' => "an array",
        '{' => "an object",
        't' => "true",
        'f' => "false",
        _ => "a number",
    };
}
