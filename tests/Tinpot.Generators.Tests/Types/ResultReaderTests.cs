using System.Text.Json;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Types;

/// <summary>What a result's writer can write, its reader reads back; shown by writing it again. The JSON is written by hand.</summary>
public class ResultReaderTests
{
    private const string Actions = """
        using System.Collections.Frozen;
        using System.Collections.Immutable;
        using System.Collections.ObjectModel;
        using System.Text.Json;
        using System.Text.Json.Serialization;

        public enum Target { Staging, LiveEurope }
        public enum Wide : ulong { None, Most = ulong.MaxValue - 1 }
        [Flags] public enum Parts { None = 0, Web = 1, Api = 2, Both = 3, Jobs = 4 }

        public sealed record Node(string Name, Node? Next, IReadOnlyList<Node> Children, Dictionary<string, Node?> ByKey);
        public abstract class Base { public int Id { get; set; } public virtual string Kind { get; init; } = "base"; }
        public sealed class Shape : Base
        {
            public override string Kind { get; init; } = "shape";
            public required string Name { get; set; }
            public double Area => 2.5;
            public int Private { get; private set; } = 7;
            [JsonPropertyName("the-size")] public int Size { get; init; } = 3;
            public Point? Corner { get; set; }
        }
        public readonly record struct Point(int X, int Y = 4);
        public interface IThing { string Name { get; } }
        public sealed class Thing : IThing { public string Name => "n"; }
        public sealed record Hiding(string User, Secret<string> Password);
        public sealed class Closed { private Closed() { } public static Closed One { get; } = new(); public int X => 1; }

        public static class A
        {
            [Action] public static bool Boolean() => default;
            [Action] public static long Integer() => default;
            [Action] public static ulong Unsigned() => default;
            [Action] public static double Double() => default;
            [Action] public static float Single() => default;
            [Action] public static Half Half() => default;
            [Action] public static decimal Decimal() => default;
            [Action] public static char Char() => default;
            [Action] public static string? Text() => default;
            [Action] public static Guid Guid() => default;
            [Action] public static DateTime Local() => default;
            [Action] public static DateTimeOffset Moment() => default;
            [Action] public static DateOnly Date() => default;
            [Action] public static TimeOnly Time() => default;
            [Action] public static TimeSpan Span() => default;
            [Action] public static Uri Uri() => null!;
            [Action] public static byte[] Bytes() => [];
            [Action] public static JsonElement Any() => default;
            [Action] public static int? Maybe() => default;
            [Action] public static Target Enum() => default;
            [Action] public static Target? MaybeEnum() => default;
            [Action] public static Wide Wide() => default;
            [Action] public static Parts Flags() => default;
            [Action] public static int[][] Jagged() => [];
            [Action] public static byte[][] ManyBytes() => [];
            [Action] public static IEnumerable<int?> Lazy() => [];
            [Action] public static HashSet<string> Set() => [];
            [Action] public static ImmutableArray<int> Immutables() => [];
            [Action] public static IImmutableSet<string> ImmutableSet() => ImmutableHashSet<string>.Empty;
            [Action] public static FrozenDictionary<string, int> Frozen() => null!;
            [Action] public static SortedDictionary<string, Point> Sorted() => [];
            [Action] public static ReadOnlyCollection<Point?> ReadOnly() => new([]);
            [Action] public static Queue<int> Queue() => new();
            [Action] public static Node Node() => null!;
            [Action] public static Node? MaybeNode() => null;
            [Action] public static Task<Shape> Shape() => null!;
            [Action] public static ValueTask<Point> Point() => default;

            [Action] public static IThing Interface() => new Thing();
            [Action] public static Base Abstract() => null!;
            [Action] public static List<IThing> Interfaces() => [];
            [Action] public static Secret<string> Secret() => new("x");
            [Action] public static Hiding Hiding() => new("u", new("p"));
            [Action] public static Closed Closed() => global::Closed.One;
            [Action] public static Stack<int> Stack() => new();
            [Action] public static void Nothing() { }
        }
        """;

    private static readonly Lazy<Generated> Compiled = new(() => Project.Of(Actions).Generate());

    [Theory]
    [InlineData("boolean", "true")]
    [InlineData("integer", "-9223372036854775808")]
    [InlineData("unsigned", "18446744073709551615")]
    [InlineData("double", "1.7976931348623157E+308")]
    [InlineData("double", "\"NaN\"")]
    [InlineData("double", "\"-Infinity\"")]
    [InlineData("single", "3.4028235E+38")]
    [InlineData("single", "\"Infinity\"")]
    [InlineData("half", "65500")]
    [InlineData("half", "\"NaN\"")]
    [InlineData("decimal", "79228162514264337593543950335")]
    [InlineData("decimal", "1.50")]
    [InlineData("char", "\"x\"")]
    [InlineData("text", "\"a b\"")]
    [InlineData("text", "null")]
    [InlineData("guid", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"")]
    [InlineData("local", "\"2026-01-02T03:04:05.1234567\"")]
    [InlineData("moment", "\"2026-01-02T03:04:05-02:30\"")]
    [InlineData("date", "\"2026-01-02\"")]
    [InlineData("time", "\"03:04:05.5\"")]
    [InlineData("span", "\"-P1DT2H\"")]
    [InlineData("uri", "\"https://example.org/a?b#c\"")]
    [InlineData("bytes", "\"AQI=\"")]
    [InlineData("any", """{"X":[1,null]}""")]
    [InlineData("maybe", "null")]
    [InlineData("maybe", "7")]
    [InlineData("enum", "\"live_europe\"")]
    [InlineData("enum", "\"9\"")]
    [InlineData("maybe_enum", "null")]
    [InlineData("wide", "\"most\"")]
    [InlineData("wide", "\"18446744073709551615\"")]
    [InlineData("flags", "[]")]
    [InlineData("flags", """["jobs","both"]""")]
    [InlineData("flags", """["web","8"]""")]
    [InlineData("jagged", "[[1,2],[],[3]]")]
    [InlineData("many_bytes", """["AQI=",""]""")]
    [InlineData("lazy", "[1,null]")]
    [InlineData("set", """["b","a"]""")]
    [InlineData("immutables", "[3,1,2]")]
    [InlineData("immutable_set", """["a"]""")]
    [InlineData("frozen", """{"Key As Is":1}""")]
    [InlineData("sorted", """{"B":{"x":1,"y":2},"a":{"x":3,"y":4}}""")]
    [InlineData("read_only", """[{"x":1,"y":2},null]""")]
    [InlineData("queue", "[1,2]")]
    [InlineData("node", """{"name":"a","next":{"name":"b","next":null,"children":[],"by_key":{}},"children":[{"name":"c","next":null,"children":[],"by_key":{"k":null}}],"by_key":{"k":{"name":"d","next":null,"children":[],"by_key":{}}}}""")]
    [InlineData("maybe_node", "null")]
    [InlineData("shape", """{"id":1,"kind":"k","name":"n","area":2.5,"private":7,"the-size":9,"corner":{"x":1,"y":2}}""")]
    [InlineData("point", """{"x":1,"y":2}""")]
    public void A_result_is_read_back(string action, string json)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Equal(json, program.ReadAndWrite(action, json).Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_absent_keeps_what_its_declaration_says()
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Equal("""{"id":0,"kind":"shape","name":"n","area":2.5,"private":7,"the-size":3,"corner":null}""", program.ReadAndWrite("shape", """{"name":"n","later":[{}]}"""));
        Assert.Equal("""{"x":1,"y":4}""", program.ReadAndWrite("point", """{"x":1}"""));
    }

    [Theory]
    [InlineData("interface")]
    [InlineData("abstract")]
    [InlineData("interfaces")]
    [InlineData("secret")]
    [InlineData("hiding")]
    [InlineData("closed")]
    [InlineData("stack")]
    [InlineData("nothing")]
    public void What_cannot_be_read_back_is_only_written(string action)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.False(program.CanReadResult(action));
    }

    [Theory]
    [InlineData("enum", "\"Staging\"")]
    [InlineData("double", "\"nan\"")]
    [InlineData("integer", "\"1\"")]
    public void What_is_no_result_of_the_action_is_refused(string action, string json)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Throws<JsonException>(() => program.ReadAndWrite(action, json));
    }
}
