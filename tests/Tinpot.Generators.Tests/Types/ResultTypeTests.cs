using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Types;

/// <summary>Results as JSON, expected by hand.</summary>
public class ResultTypeTests
{
    private const string Actions = """
        using System.Text.Json;
        using System.Text.Json.Serialization;

        public enum Target { Staging, LiveEurope }

        [Flags] public enum Parts { None = 0, Web = 1, Api = 2, All = 3, Jobs = 4 }

        public sealed record Backup(string File, double SizeMb);

        public sealed record Deployment(string Environment, Backup? Backup, IReadOnlyList<Backup> History);

        public class Base { public int Id { get; set; } = 1; protected int Hidden => 2; }

        public sealed class Shape : Base
        {
            public string Name { get; set; } = "n";
            [JsonPropertyName("the-size")] public int Size { get; set; } = 2;
            [JsonIgnore] public string Ignored => throw new InvalidOperationException();
            public Target? Target { get; set; }
            public int? Count { get; set; } = 3;
            public Secret<string> Token { get; set; } = new("t");
            public static int Static => 9;
            public int this[int index] => index;
        }

        public sealed class Pile : IEnumerable<Backup>
        {
            public int Count => 1;
            public IEnumerator<Backup> GetEnumerator() { yield return new("a", 1); }
            System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
        }

        public sealed class Book : Dictionary<string, Target> { public Book() => this["k"] = Target.Staging; }

        public static class Results
        {
            [Action] public static int Number() => -5;
            [Action] public static string? Nothing() => null;
            [Action] public static int? Maybe(bool some) => some ? 1 : null;
            [Action] public static double Infinite() => double.PositiveInfinity;
            [Action] public static TimeSpan Span() => TimeSpan.FromMinutes(90);
            [Action] public static Target Enum(int value) => (Target)value;
            [Action] public static Parts Flags(int value) => (Parts)value;
            [Action] public static Target[] Targets() => [Target.LiveEurope, Target.Staging];
            [Action] public static async Task<Deployment> Nested() { await Task.Yield(); return new("e", new("f", 1.5), [new("g", 2)]); }
            [Action] public static ValueTask<Deployment> Hollow() => new(new Deployment("e", null, []));
            [Action] public static Shape Shape() => new();
            [Action] public static Dictionary<string, int?> Map() => new() { ["Key As Is"] = 1, ["b"] = null };
            [Action] public static JsonElement Any() => JsonDocument.Parse("{\"X\": 1}").RootElement;
            [Action] public static byte[] Bytes() => [1, 2];
            [Action] public static Secret<string> Secret() => new("hidden");
            [Action] public static string Lie() => null!;
            [Action] public static Pile Pile() => new();
            [Action] public static Book Book() => new();
            [Action] public static System.Collections.Concurrent.ConcurrentBag<int> Bag() => [1];
            [Action] public static Queue<int> Queue() => new([1, 2]);
            [Action] public static IEnumerable<Backup> Lazy() { yield return new("a", 0.1); }
            [Action] public static void Nothing2() { }
            [Action] public static async ValueTask Nothing3() => await Task.Yield();
        }
        """;

    private static readonly Lazy<Generated> Compiled = new(() => Project.Of(Actions).Generate());

    [Theory]
    [InlineData("number", "{}", "-5")]
    [InlineData("nothing", "{}", "null")]
    [InlineData("maybe", """{"some":true}""", "1")]
    [InlineData("maybe", """{"some":false}""", "null")]
    [InlineData("infinite", "{}", "\"Infinity\"")]
    [InlineData("span", "{}", "\"PT1H30M\"")]
    [InlineData("enum", """{"value":1}""", "\"live_europe\"")]
    [InlineData("enum", """{"value":9}""", "\"9\"")]
    [InlineData("flags", """{"value":0}""", "[]")]
    [InlineData("flags", """{"value":5}""", """["jobs","web"]""")]
    [InlineData("flags", """{"value":3}""", """["all"]""")]
    [InlineData("targets", "{}", """["live_europe","staging"]""")]
    [InlineData("nested", "{}", """{"environment":"e","backup":{"file":"f","size_mb":1.5},"history":[{"file":"g","size_mb":2}]}""")]
    [InlineData("hollow", "{}", """{"environment":"e","backup":null,"history":[]}""")]
    [InlineData("shape", "{}", """{"id":1,"name":"n","the-size":2,"target":null,"count":3,"token":"***"}""")]
    [InlineData("map", "{}", """{"Key As Is":1,"b":null}""")]
    [InlineData("any", "{}", """{"X":1}""")]
    [InlineData("bytes", "{}", "\"AQI=\"")]
    [InlineData("secret", "{}", "\"***\"")]
    [InlineData("lie", "{}", "null")]
    [InlineData("pile", "{}", """[{"file":"a","size_mb":1}]""")]
    [InlineData("book", "{}", """{"k":"staging"}""")]
    [InlineData("bag", "{}", "[1]")]
    [InlineData("queue", "{}", "[1,2]")]
    [InlineData("lazy", "{}", """[{"file":"a","size_mb":0.1}]""")]
    [InlineData("nothing2", "{}", null)]
    [InlineData("nothing3", "{}", null)]
    public async Task A_result_is_written(string action, string arguments, string? expected)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Equal(expected, (await program.RunAsync(action, arguments)).Result);
    }

    [Fact]
    public void A_result_has_a_schema_that_requires_all_it_always_has() => Assert.Equal(
        """
        {"$ref":"#/$defs/Deployment","$defs":{
        "Backup":{"type":"object","properties":{"file":{"type":"string"},"size_mb":{"type":"number","format":"double"}},"required":["file","size_mb"],"additionalProperties":false},
        "Deployment":{"type":"object","properties":{"environment":{"type":"string"},"backup":{"anyOf":[{"$ref":"#/$defs/Backup"},{"type":"null"}]},"history":{"type":"array","items":{"$ref":"#/$defs/Backup"}}},"required":["environment","backup","history"],"additionalProperties":false}}}
        """.ReplaceLineEndings(""),
        Compiled.Value.ResultOf("nested"));
}
