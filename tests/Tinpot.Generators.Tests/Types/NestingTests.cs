using System.Text;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Types;

/// <summary>Every type at every place: parameter, member, item, value of a dictionary, nullable, secret; in, through the action, and out.</summary>
public class NestingTests
{
    private const string Declarations = """
        using System.Collections.Frozen;
        using System.Collections.Immutable;
        using System.Collections.ObjectModel;
        using System.Text.Json;

        public enum Target { Staging, LiveEurope }
        [Flags] public enum Parts : byte { None = 0, Web = 1, Api = 2, Jobs = 4 }
        public sealed record Server(string Host, int Port = 80) { public string? Note { get; init; } }
        public readonly record struct Point(int X, int Y);
        public sealed class Tree { public List<Tree> Children { get; set; } = []; public int? Size { get; set; } }
        public readonly record struct Release(int Number) : IParsable<Release>
        {
            public static Release Parse(string s, IFormatProvider? provider) => new(int.Parse(s.AsSpan(1), provider));
            public static bool TryParse(string? s, IFormatProvider? provider, out Release result)
            {
                bool fits = int.TryParse(s.AsSpan(1), provider, out int number);
                result = new(number);
                return fits;
            }
            public override string ToString() => FormattableString.Invariant($"v{Number}");
        }
        """;

    /// <summary>A type, a value of it, and how that comes out when not as it went in.</summary>
    private static readonly (string Type, string In, string? Out)[] Rows =
    [
        ("bool", "true", null),
        ("sbyte", "-128", null),
        ("byte", "255", null),
        ("short", "-32768", null),
        ("ushort", "65535", null),
        ("int", "-2147483648", null),
        ("uint", "4294967295", null),
        ("long", "9223372036854775807", null),
        ("ulong", "18446744073709551615", null),
        ("Half", "0.5", null),
        ("float", "1.5", "1.5"),
        ("double", "1e300", "1E+300"),
        ("decimal", "0.10", null),
        ("char", "\"x\"", null),
        ("string", "\"a b\"", null),
        ("Guid", "\"0F8FAD5B-d9cb-469f-a165-70867728950e\"", "\"0f8fad5b-d9cb-469f-a165-70867728950e\""),
        ("Uri", "\"a/b?c\"", null),
        ("byte[]", "\"AQI=\"", null),
        ("DateTime", "\"2026-01-02T03:04\"", "\"2026-01-02T03:04:00\""),
        ("DateTimeOffset", "\"2026-01-02T03:04:05+02:00\"", null),
        ("DateOnly", "\"2026-01-02\"", null),
        ("TimeOnly", "\"03:04:05\"", null),
        ("TimeSpan", "\"1.02:03:04\"", "\"P1DT2H3M4S\""),
        ("JsonElement", """{"A":[1,null,"x"]}""", null),
        ("Target", "\"live_europe\"", null),
        ("Parts", """["web","jobs"]""", """["jobs","web"]"""),
        ("int[]", "[1,2]", null),
        ("int[][]", "[[1],[],[2,3]]", null),
        ("byte[][]", """["AQI=",""]""", null),
        ("int?[]", "[1,null]", null),
        ("string?[]", """["a",null]""", null),
        ("List<Target?>", """["staging",null]""", null),
        ("IEnumerable<int>", "[1]", null),
        ("ICollection<string>", """["a"]""", null),
        ("IList<Parts>", """[[],["api"]]""", null),
        ("IReadOnlyCollection<long>", "[1]", null),
        ("IReadOnlyList<Server>", """[{"host":"h"}]""", """[{"host":"h","port":80,"note":null}]"""),
        ("HashSet<string>", """["a"]""", null),
        ("ISet<int>", "[1]", null),
        ("IReadOnlySet<Point>", """[{"x":1,"y":2}]""", null),
        ("Queue<int>", "[1,2]", null),
        ("LinkedList<int>", "[1,2]", null),
        ("Collection<int>", "[1,2]", null),
        ("ReadOnlyCollection<int>", "[1,2]", null),
        ("ObservableCollection<int>", "[1,2]", null),
        ("ImmutableArray<int>", "[1,2]", null),
        ("ImmutableList<int>", "[1,2]", null),
        ("IImmutableList<int>", "[1,2]", null),
        ("ImmutableQueue<int>", "[1,2]", null),
        ("ImmutableHashSet<int>", "[1]", null),
        ("IImmutableSet<int>", "[1]", null),
        ("FrozenSet<int>", "[1]", null),
        ("Dictionary<string, int>", """{"Key As Is":1}""", null),
        ("IDictionary<string, int?>", """{"a":1,"b":null}""", null),
        ("IReadOnlyDictionary<string, string[]>", """{"a":["b"]}""", null),
        ("SortedDictionary<string, int>", """{"b":1,"a":2}""", """{"a":2,"b":1}"""),
        ("System.Collections.Concurrent.ConcurrentDictionary<string, int>", """{"a":1}""", null),
        ("ReadOnlyDictionary<string, int>", """{"a":1}""", null),
        ("ImmutableDictionary<string, int>", """{"a":1}""", null),
        ("IImmutableDictionary<string, int>", """{"a":1}""", null),
        ("FrozenDictionary<string, int>", """{"a":1}""", null),
        ("Dictionary<string, List<Dictionary<string, Server>>>", """{"a":[{"b":{"host":"h","note":"n"}}]}""", """{"a":[{"b":{"host":"h","port":80,"note":"n"}}]}"""),
        ("Server", """{"port":1,"host":"h"}""", """{"host":"h","port":1,"note":null}"""),
        ("Point", """{"x":1,"y":2}""", null),
        ("Tree", """{"children":[{"size":1}]}""", """{"children":[{"children":[],"size":1}],"size":null}"""),
        ("Release", "\"v7\"", null),
        ("System.Net.IPAddress", "\"::1\"", null),
    ];

    // Loaded once: two hundred classes for each row would be most of the time
    private static readonly Lazy<RunningProgram> Loaded = new(static () => Project.Of(Source()).Generate().Load());

    public static TheoryData<int> All => [.. Enumerable.Range(0, Rows.Length)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task It_goes_through(int row)
    {
        (_, string json, string? written) = Rows[row];
        RunningProgram program = Loaded.Value;
        string echo = written ?? json;

        foreach (string maybe in new[] { json, "null" })
        {
            string arguments = $$$"""{"plain":{{{json}}},"box":{"inner":{{{json}}},"maybe":{{{maybe}}},"secret":{{{json}}}},"items":[{{{json}}},{{{json}}}],"map":{"k":{{{json}}}},"maybe":{{{maybe}}},"secret":{{{json}}},"maybe_secret":{{{maybe}}}}""";
            string shown = maybe is "null" ? "null" : echo;

            Assert.Empty(ParsableTests.Errors(program, $"echo{row}", arguments));
            Assert.Equal(
                $$$"""{"plain":{{{echo}}},"box":{"inner":{{{echo}}},"secret":"***","maybe":{{{shown}}}},"items":[{{{echo}}},{{{echo}}}],"map":{"k":{{{echo}}}},"maybe":{{{shown}}},"secret":"***","maybe_secret":{{{(maybe is "null" ? "null" : "\"***\"")}}},"secrets":["***"],"secret_map":{"k":"***"},"revealed":{{{echo}}}}""",
                Plain((await program.RunAsync($"echo{row}", arguments)).Result));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_nested_call_shows_it_with_secrets_masked(int row)
    {
        (_, string json, string? written) = Rows[row];
        RunningProgram program = Loaded.Value;
        string echo = written ?? json;

        Assert.Equal(
            $$"""inner{{row}} {"value":{{echo}},"secret":"***","maybe":null} -> {{echo}}""",
            Plain((await program.RunAsync($"outer{row}", $$"""{"value":{{json}},"secret":{{json}}}""")).Calls));
    }

    // Written for HTML, which nobody here puts it into
    private static string? Plain(string? json) => json?.Replace("\\u002B", "+", StringComparison.Ordinal);

    private static string Source()
    {
        StringBuilder source = new(Declarations);
        for (int i = 0; i < Rows.Length; i++)
        {
            string type = Rows[i].Type;
            source.Append(System.Globalization.CultureInfo.InvariantCulture, $$"""

                public sealed record Box{{i}}({{type}} Inner, Secret<{{type}}> Secret, {{type}}? Maybe = default);
                public sealed record Out{{i}}({{type}} Plain, Box{{i}} Box, List<{{type}}> Items, Dictionary<string, {{type}}> Map, {{type}}? Maybe, Secret<{{type}}> Secret, Secret<{{type}}>? MaybeSecret,
                    List<Secret<{{type}}>> Secrets, Dictionary<string, Secret<{{type}}>> SecretMap, {{type}} Revealed);
                public static class Actions{{i}}
                {
                    [Action] public static Out{{i}} Echo{{i}}({{type}} plain, Box{{i}} box, List<{{type}}> items, Dictionary<string, {{type}}> map, {{type}}? maybe, Secret<{{type}}> secret, Secret<{{type}}>? maybeSecret) =>
                        new(plain, box, items, map, maybe, secret, maybeSecret, [secret], new() { ["k"] = secret }, secret.Reveal());
                    [Action] public static {{type}} Inner{{i}}({{type}} value, Secret<{{type}}> secret, {{type}}? maybe = default) => value;
                    [Action] public static void Outer{{i}}({{type}} value, Secret<{{type}}> secret) => Inner{{i}}(value, secret);
                }
                """);
        }
        return source.ToString();
    }
}
