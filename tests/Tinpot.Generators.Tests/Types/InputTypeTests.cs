using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Types;

/// <summary>What goes in as JSON arrives as the typed value; shown by what the action makes of it.</summary>
public class InputTypeTests
{
    private const string Actions = """
        using System.Globalization;
        using System.Text.Json;

        public enum Target { Staging, LiveEurope }

        [Flags] public enum Parts { None = 0, Web = 1, Api = 2, All = 3, Jobs = 4 }

        public sealed record Server(string Host, int Port = 80, string? Note = null);

        public sealed class Settings
        {
            public required string Name { get; set; }
            public int Size { get; set; } = 5;
            public string Mode { get; init; } = "fast";
            public double? Ratio { get; set; }
            public int Doubled => Size * 2;
        }

        public struct Point { public int X { get; set; } public int Y { get; set; } }

        public static class Inputs
        {
            private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

            [Action] public static string Numbers(sbyte a, byte b, short c, ushort d, int e, uint f, long g, ulong h, float i, double j, decimal k) =>
                Invariant($"{a} {b} {c} {d} {e} {f} {g} {h} {i} {j} {k}");
            [Action] public static string Texts(bool a, char b, string c, Guid d, Uri e, byte[] f) => Invariant($"{a} {b} {c} {d} {e} {f.Length}:{f[0]}");
            [Action] public static string Times(DateTime a, DateTimeOffset b, DateOnly c, TimeOnly d, TimeSpan e) => Invariant($"{a:s} {b:O} {c:O} {d:O} {e}");
            [Action] public static string Nullables(int? a, string? b, Target? c, DateTime? d, Server? e, int[]? f) => $"{a}|{b}|{c}|{d}|{e}|{f?.Length}";
            [Action] public static string Defaults(int a = -1, string b = "x\"\n", Target c = Target.LiveEurope, Parts d = Parts.All, double e = 0.1, char f = '\'', decimal g = 1.50m,
                long h = long.MinValue, float i = -0.5f, bool j = true, string? k = null, int? l = null, Guid m = default, ulong n = ulong.MaxValue, double? o = 2.5) =>
                Invariant($"{a}|{b}|{c}|{d}|{e}|{f}|{g}|{h}|{i}|{j}|{k}|{l}|{m}|{n}|{o}");
            [Action] public static string Enums(Target a, Parts b) => $"{a} {b}";
            [Action] public static string Lists(int[] a, List<string> b, IReadOnlyList<Target> c, IEnumerable<int?> d, HashSet<string> e, Server[] f) =>
                $"{string.Join(",", a)}|{string.Join(",", b)}|{string.Join(",", c)}|{string.Join(",", d.Select(x => x?.ToString() ?? "null"))}|{e.Count}|{f[0].Host}";
            [Action] public static string Maps(Dictionary<string, int> a, IReadOnlyDictionary<string, string[]> b) => $"{a["x"]} {b["y"][1]}";
            [Action] public static string Records(Server a, Settings b, Point c) => $"{a.Host}:{a.Port}:{a.Note}|{b.Name} {b.Size} {b.Mode} {b.Ratio}|{c.X},{c.Y}";
            [Action] public static string Secrets(Secret<string> a, Secret<int>? b) => $"{a} {a.Reveal()} {b?.Reveal()}";
            [Action] public static string Any(JsonElement a) => a.GetRawText();
        }
        """;

    public static TheoryData<string, string, string> Rows => new()
    {
        { "numbers", """{"a":-128,"b":255,"c":-32768,"d":65535,"e":-2147483648,"f":4294967295,"g":-9223372036854775808,"h":18446744073709551615,"i":1.5,"j":1e300,"k":0.10}""",
            "-128 255 -32768 65535 -2147483648 4294967295 -9223372036854775808 18446744073709551615 1.5 1E+300 0.10" },
        { "texts", """{"a":true,"b":"é","c":"x","d":"0f8fad5b-d9cb-469f-a165-70867728950e","e":"a/b?c","f":"AQI="}""", "True é x 0f8fad5b-d9cb-469f-a165-70867728950e a/b?c 2:1" },
        { "times", """{"a":"2026-01-02T03:04:05","b":"2026-01-02T03:04:05+02:00","c":"2026-01-02","d":"03:04:05","e":"PT90M"}""",
            "2026-01-02T03:04:05 2026-01-02T03:04:05.0000000+02:00 2026-01-02 03:04:05.0000000 01:30:00" },
        { "nullables", """{"a":null,"b":null,"c":null,"d":null,"e":null,"f":null}""", "|||||" },
        { "nullables", "{}", "|||||" },
        { "nullables", """{"a":1,"b":"b","c":"staging","f":[1,2]}""", "1|b|Staging|||2" },
        { "defaults", "{}", "-1|x\"\n|LiveEurope|All|0.1|'|1.50|-9223372036854775808|-0.5|True|||00000000-0000-0000-0000-000000000000|18446744073709551615|2.5" },
        { "enums", """{"a":"live_europe","b":["web","jobs"]}""", "LiveEurope Web, Jobs" },
        { "enums", """{"a":"staging","b":[]}""", "Staging None" },
        { "lists", """{"a":[1,2],"b":["x"],"c":["staging"],"d":[1,null],"e":["p","p"],"f":[{"host":"h"}]}""", "1,2|x|Staging|1,null|1|h" },
        { "maps", """{"a":{"x":3},"b":{"y":["p","q"]}}""", "3 q" },
        { "records", """{"a":{"host":"h"},"b":{"name":"n"},"c":{}}""", "h:80:|n 5 fast |0,0" },
        { "records", """{"a":{"note":"!","port":1,"host":"h"},"b":{"ratio":2,"mode":"slow","name":"n","size":6},"c":{"y":2,"x":1}}""", "h:1:!|n 6 slow 2|1,2" },
        { "secrets", """{"a":"hunter2"}""", "*** hunter2 " },
        { "secrets", """{"a":"hunter2","b":7}""", "*** hunter2 7" },
        { "any", """{"a":{"x":[1, 2]}}""", """{"x":[1, 2]}""" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_value_arrives_typed(string action, string arguments, string expected)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Equal(expected, System.Text.Json.JsonSerializer.Deserialize<string>((await program.RunAsync(action, arguments)).Result!));
    }

    [Fact]
    public async Task Culture_never_matters()
    {
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            // A comma as decimal sign, a minus sign of its own, a Turkish i
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("tr-TR") { NumberFormat = { NegativeSign = "−", NumberDecimalSeparator = "," } };
            Generated generated = Project.Of(Actions).Generate();
            Assert.Equal(Compiled.Value.FileNames.Select(Compiled.Value.File), generated.FileNames.Select(generated.File));
            using RunningProgram program = generated.Load();
            foreach (ITheoryDataRow row in Rows)
            {
                object?[] data = row.GetData();
                if ((string)data[0]! is "numbers" or "defaults")
                    Assert.Equal((string)data[2]!, System.Text.Json.JsonSerializer.Deserialize<string>((await program.RunAsync((string)data[0]!, (string)data[1]!)).Result!));
            }
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    private static readonly Lazy<Generated> Compiled = new(() => Project.Of(Actions).Generate());
}
