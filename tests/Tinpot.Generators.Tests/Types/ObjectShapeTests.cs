using System.Text.Json;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Types;

/// <summary>How records, classes and structs are declared, and what of it crosses JSON.</summary>
public class ObjectShapeTests
{
    private const string Actions = """
        using System.Diagnostics.CodeAnalysis;
        using System.Text.Json.Serialization;

        public enum Mode { Fast, VerySlow }

        public class Base { public int Id { get; set; } = 1; public virtual int Level { get; set; } = 2; protected int Secretive { get; set; } }
        public sealed class Derived : Base { public override int Level { get; set; } = 3; public new string Id { get; set; } = "i"; }

        public sealed class Omitting
        {
            [JsonIgnore] public int Never { get; set; } = 1;
            [JsonIgnore(Condition = JsonIgnoreCondition.Always)] public int Nor { get; set; } = 2;
            [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public int Always { get; set; }
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Null { get; set; }
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Default { get; set; }
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)] public int In { get; set; } = 5;
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)] public int Out { get; set; } = 6;
        }

        public sealed class Initials
        {
            private const int Limit = 4;
            public int Number { get; set; } = Limit * 2;
            public double Ratio { get; init; } = -0.5;
            public string Text { get; set; } = "a\"b";
            public Mode Mode { get; set; } = Mode.VerySlow;
            public string? Nothing { get; set; } = null;
            public string Promise { get; set; } = null!;
            public List<int> List { get; set; } = [1];
            public DateTime When { get; set; } = DateTime.UnixEpoch;
        }

        public sealed class Decided { public Decided() => Number = 9; public int Number { get; set; } = 8; }

        public sealed class Left
        {
            public int Field = 1;
            public readonly int ReadOnlyField = 2;
            public static int Static { get; set; } = 3;
            public int this[int i] => i;
            public int Internal { get; internal set; } = 4;
            internal int Hidden { get; set; } = 5;
            public int Only => 6;
            [Obsolete("gone", true)] public int Gone { get; set; }
            [Obsolete("old")] public int Old { get; set; } = 7;
        }

        public sealed class Promising
        {
            [SetsRequiredMembers] public Promising(string name) => Name = name;
            public required string Name { get; init; }
            public required int Count { get; set; }
        }

        [method: JsonConstructor] public sealed class Primary(int first, string? second = "s") { public int First => first; public string? Second { get; } = second; public Primary() : this(0) { } }
        public struct Pair { public int X { get; set; } public int Y { get; init; } }
        public readonly struct Fixed(int x) { public int X { get; } = x; }
        public record Open<T>(T Value, List<T> More) where T : notnull;
        #nullable disable
        public sealed class Oblivious { public string Text { get; set; } public List<string> Texts { get; set; } public Oblivious Next { get; set; } }
        #nullable enable

        public static class A
        {
            [Action] public static Derived Inherited(Derived a) => a;
            [Action] public static Omitting Omitted(Omitting a) { a.In++; return a; }
            [Action] public static string In(Omitting a) => $"{a.Never} {a.Nor} {a.In} {a.Out}";
            [Action] public static Initials Initial(Initials a) => a;
            [Action] public static Decided Decided(Decided a) => a;
            [Action] public static Left Left(Left a) => a;
            [Action] public static Promising Promising(Promising a) => a;
            [Action] public static Primary Primary(Primary a) => a;
            [Action] public static Pair? Pair(Pair? a, Fixed b) => a is { } p ? p with { Y = p.Y + b.X } : null;
            [Action] public static Open<Open<int>> Generic(Open<Open<int>> a) => a;
            [Action] public static Oblivious Oblivious(Oblivious a) => a;
        }
        """;

    private static readonly Lazy<Generated> Compiled = new(() => Project.Of(Actions).Generate());

    [Theory]
    [InlineData("inherited", """{"a":{}}""", """{"id":"i","level":3}""")]
    [InlineData("inherited", """{"a":{"level":7,"id":"j"}}""", """{"id":"j","level":7}""")]
    [InlineData("omitted", """{"a":{}}""", """{"always":0,"out":6}""")]
    [InlineData("omitted", """{"a":{"always":1,"null":"n","default":2,"in":3}}""", """{"always":1,"null":"n","default":2,"out":6}""")]
    [InlineData("in", """{"a":{"in":3}}""", "\"1 2 3 6\"")]
    [InlineData("initial", """{"a":{}}""", """{"number":8,"ratio":-0.5,"text":"a\"b","mode":"very_slow","nothing":null,"promise":null,"list":[1],"when":"1970-01-01T00:00:00Z"}""")]
    [InlineData("initial", """{"a":{"number":1,"ratio":2,"text":"t","mode":"fast","nothing":"n","promise":"p","list":[],"when":"2026-01-02T00:00:00"}}""", """{"number":1,"ratio":2,"text":"t","mode":"fast","nothing":"n","promise":"p","list":[],"when":"2026-01-02T00:00:00"}""")]
    [InlineData("decided", """{"a":{}}""", """{"number":9}""")]
    [InlineData("left", """{"a":{"old":8}}""", """{"internal":4,"only":6,"old":8}""")]
    [InlineData("promising", """{"a":{"name":"n","count":2}}""", """{"name":"n","count":2}""")]
    [InlineData("primary", """{"a":{"first":2}}""", """{"first":2,"second":"s"}""")]
    [InlineData("primary", """{"a":{"second":null,"first":2}}""", """{"first":2,"second":null}""")]
    [InlineData("pair", """{"a":{"x":1,"y":2},"b":{"x":3}}""", """{"x":1,"y":5}""")]
    [InlineData("pair", """{"a":null,"b":{"x":3}}""", "null")]
    [InlineData("generic", """{"a":{"value":{"value":1,"more":[2]},"more":[{"value":3,"more":[]}]}}""", """{"value":{"value":1,"more":[2]},"more":[{"value":3,"more":[]}]}""")]
    [InlineData("oblivious", """{"a":{"text":"t","texts":["x"],"next":{}}}""", """{"text":"t","texts":["x"],"next":{"text":null,"texts":null,"next":null}}""")]
    public async Task It_goes_in_and_comes_out(string action, string arguments, string result)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Empty(ParsableTests.Errors(program, action, arguments));
        Assert.Equal(result, (await program.RunAsync(action, arguments)).Result);
    }

    [Theory]
    [InlineData("inherited", "a.secretive: Is unknown. Known: id, level.", """{"a":{"secretive":1}}""")]
    [InlineData("omitted", "a.never: Is unknown. Known: always, null, default, in.", """{"a":{"never":1}}""")]
    [InlineData("omitted", "a.out: Is unknown. Known: always, null, default, in.", """{"a":{"out":1}}""")]
    [InlineData("left", "a.field: Is unknown. Known: old.", """{"a":{"field":1}}""")]
    [InlineData("left", "a.internal: Is unknown. Known: old.", """{"a":{"internal":1}}""")]
    [InlineData("promising", "a.count: Is required.", """{"a":{"name":"n"}}""")]
    public void What_is_no_part_of_it_is_refused(string action, string error, string arguments)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Equal([error], ParsableTests.Errors(program, action, arguments));
    }

    [Fact]
    public void Constants_of_declarations_are_defaults() => Assert.Equal(
        """
        {"type":"object","properties":{
        "number":{"type":"integer","format":"int32","default":8},
        "ratio":{"type":"number","format":"double","default":-0.5},
        "text":{"type":"string","default":"a\"b"},
        "mode":{"type":"string","enum":["fast","very_slow"],"default":"very_slow"},
        "nothing":{"type":["string","null"],"default":null},
        "promise":{"type":"string"},
        "list":{"type":"array","items":{"type":"integer","format":"int32"}},
        "when":{"type":"string","format":"local-date-time"}},
        "additionalProperties":false}
        """.ReplaceLineEndings(""), Definition("initial", "Initials"));

    [Fact]
    public void A_constructor_has_the_last_word() =>
        Assert.Equal("""{"type":"object","properties":{"number":{"type":"integer","format":"int32"}},"additionalProperties":false}""", Definition("decided", "Decided"));

    [Fact]
    public void A_result_says_what_may_be_left_out() => Assert.EndsWith(
        ""","required":["always","out"],"additionalProperties":false}}}""", Compiled.Value.ResultOf("omitted"), StringComparison.Ordinal);

    private static string Definition(string action, string name) =>
        JsonDocument.Parse(Compiled.Value.ParametersOf(action)).RootElement.GetProperty("$defs").GetProperty(name).GetRawText();
}
