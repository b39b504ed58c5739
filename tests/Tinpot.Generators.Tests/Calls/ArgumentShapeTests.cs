using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Calls;

/// <summary>However the arguments are written, the action gets what it would have got, and that is what is recorded.</summary>
public class ArgumentShapeTests
{
    internal const string Actions = """
        using System.Runtime.CompilerServices;
        using static Leaf;

        public enum Size { Small, Large }
        public sealed record Name(string Text) { public static implicit operator Name(string text) => new(text); }

        public static class Leaf
        {
            [Action] public static string Order(int a, int b = 2, int c = 3) => $"{a}{b}{c}";
            [Action] public static string Defaults(int? n = null, string s = "x", Size size = Size.Large, double d = 1.5, decimal m = 2.5m, char c = 'c', DateTime t = default, Guid? g = default) => s;
            [Action] public static string Info([CallerMemberName] string member = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0, [CallerArgumentExpression(nameof(value))] string text = "", int value = 0) => member;
            [Action] public static bool Token(int n = 1, CancellationToken cancel = default) => cancel.CanBeCanceled;
            [Action] public static int Array(params int[] items) => items.Length;
            [Action] public static int List(params List<string> items) => items.Count;
            [Action] public static int Sequence(params IEnumerable<int> items) => items.Count();
            [Action] public static long Wide(long n, double d, Name name) => n;
            [Action] public static int Null(string? s, int[]? items, Name? name) => 0;
            [Action] public static string Overloaded(int n) => "int";
            public static string Overloaded(string n) => "string";
            [Action("overloaded_twice")] public static string Overloaded(int n, int m) => "two";
            [Action] public static int Handed([Microsoft.Extensions.DependencyInjection.FromKeyedServices("k")] IFormatProvider? keyed, Microsoft.Extensions.Logging.ILogger? log, ActionExecution? execution, IProgress<double>? progress, int n) => n;
        }

        public static class Root
        {
            private static readonly List<string> Steps = [];
            private static int Step(int n) { Steps.Add(n.ToString()); return n; }

            [Action] public static string Reordered() { string r = Order(c: Step(1), a: Step(2), b: Step(3)); return r + string.Concat(Steps); }
            [Action] public static string Partly() => Order(1, c: 5) + Order(a: 6);
            [Action] public static string AllDefaults() => Defaults() + Defaults(1, size: Size.Small);
        #line 12 "/src/here.cs"
            [Action] public static string CallerInfo() => Info(value: 1 + 1);
        #line default
            [Action] public static bool Tokens(CancellationToken cancel) => Token() || Token(cancel: cancel) || Token(2, CancellationToken.None);
            [Action] public static int Params() => Array() + Array(1) + Array(1, 2) + Array([3]) + Array(new int[0]) + List() + List("a", "b") + List([]) + Sequence(1, 2) + Sequence(Enumerable.Range(0, 2));
            [Action] public static long Converted() => Wide('a', 2, "n") + Wide((byte)1, 1f, new("m"));
            [Action] public static int Nulls() => Leaf.Null(null, null, null) + Leaf.Null(default, default!, default);
            [Action] public static string Overloads() => Overloaded(1) + Overloaded("s") + Overloaded(1, 2);
            [Action] public static int Injected() => Handed(null, null, ActionExecution.Current, null, 4);
        }
        """;

    private static readonly Lazy<Generated> Compiled = new(() => Project.Of(Actions).Generate());

    [Theory]
    [InlineData("reordered", "\"231123\"", """order {"a":2,"b":3,"c":1} -> "231" """)]
    [InlineData("partly", "\"125623\"", """
        order {"a":1,"b":2,"c":5} -> "125"
        order {"a":6,"b":2,"c":3} -> "623"
        """)]
    [InlineData("all_defaults", "\"xx\"", """
        defaults {"n":null,"s":"x","size":"large","d":1.5,"m":2.5,"c":"c","t":"0001-01-01T00:00:00","g":null} -> "x"
        defaults {"n":1,"s":"x","size":"small","d":1.5,"m":2.5,"c":"c","t":"0001-01-01T00:00:00","g":null} -> "x"
        """)]
    [InlineData("caller_info", "\"CallerInfo\"", """info {"member":"CallerInfo","file":"/src/here.cs","line":12,"text":"1 + 1","value":2} -> "CallerInfo" """)]
    [InlineData("tokens", "false", """
        token {"n":1} -> false
        token {"n":1} -> false
        token {"n":2} -> false
        """)]
    [InlineData("params", "10", """
        array {"items":[]} -> 0
        array {"items":[1]} -> 1
        array {"items":[1,2]} -> 2
        array {"items":[3]} -> 1
        array {"items":[]} -> 0
        list {"items":[]} -> 0
        list {"items":["a","b"]} -> 2
        list {"items":[]} -> 0
        sequence {"items":[1,2]} -> 2
        sequence {"items":[0,1]} -> 2
        """)]
    [InlineData("converted", "98", """
        wide {"n":97,"d":2,"name":{"text":"n"}} -> 97
        wide {"n":1,"d":1,"name":{"text":"m"}} -> 1
        """)]
    [InlineData("nulls", "0", """
        null {"s":null,"items":null,"name":null} -> 0
        null {"s":null,"items":null,"name":null} -> 0
        """)]
    [InlineData("overloads", "\"intstringtwo\"", """
        overloaded {"n":1} -> "int"
        overloaded_twice {"n":1,"m":2} -> "two"
        """)]
    [InlineData("injected", "4", """handed {"n":4} -> 4""")]
    public async Task A_call_is_recorded(string action, string result, string calls)
    {
        using RunningProgram program = Compiled.Value.Load();

        ActionRun run = await program.RunAsync(action);

        Assert.Equal((result, calls.ReplaceLineEndings("\n").TrimEnd()), (run.Result, run.Calls.TrimEnd()));
    }

    [Fact]
    public async Task A_token_that_is_passed_on_arrives()
    {
        using CancellationTokenSource source = new();
        using RunningProgram program = new(Compiled.Value.Emit()) { Token = source.Token };

        Assert.Equal("true", (await program.RunAsync("tokens")).Result);
    }
}
