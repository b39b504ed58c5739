using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Calls;

/// <summary>Every shape of a direct call is recorded as a nested call, with its arguments and result, and means what it meant.</summary>
public class NestedCallTests
{
    internal const string Actions = """
        using static Leaf;

        public sealed record Sum(int Value);

        public static class Leaf
        {
            [Action] public static int Add(int a, int b = 2) => a + b;
            [Action] public static void Log(string text) { }
            [Action] public static Task Wait(int ms = 0) => Task.Delay(ms);
            [Action] public static async Task<Sum> SumAsync(int[] items, CancellationToken cancel = default) { await Task.Yield(); return new(items.Sum()); }
            [Action] public static async ValueTask Pause() => await Task.Yield();
            [Action] public static ValueTask<string?> Echo(string? text) => new(text);
            [Action] public static string Hide(Secret<string> key) => key.Reveal().Length.ToString();
            [Action] public static int Fails() => throw new TimeoutException("late");
            [Action] public static async Task FailsLater() { await Task.Yield(); throw new TimeoutException("late"); }
            [Action] public static int Count(params string[] words) => words.Length;
            [Action("renamed")] public static int @class(int @event) => @event;
            [Action] public static int? Maybe(int? value = null) => value;
        }

        public class Machine(int start)
        {
            [Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructor] public Machine() : this(5) { }
            [Action] public int Start(int by) => start + by;
            [Action] public virtual int Speed() => 1;
            [Action] public int Twice() => Start(1) + this.Start(2);
        }

        public static class Root
        {
            private static readonly Func<int> Field = () => Add(9);

            [Action] public static int Simple() => Leaf.Add(1);
            [Action] public static int Named() => Add(b: 5, a: 4);
            [Action] public static async Task<int> Awaited() { Leaf.Log("x"); await Wait(); await Pause(); return (await SumAsync([1, 2])).Value + (await Echo("e"))!.Length; }
            [Action] public static int Lambda() => new[] { 1, 2 }.Select(x => Add(x)).Sum() + (from x in new[] { 3 } select Add(x)).Sum();
            [Action] public static int FromField() => Field();
            [Action] public static string Secret() => Hide(new Secret<string>("hunter2"));
            [Action] public static string Caught() { try { Fails(); } catch (TimeoutException e) { return e.Message; } return ""; }
            [Action] public static async Task<string> CaughtLater() { try { await FailsLater(); } catch (TimeoutException e) { return e.Message; } return ""; }
            [Action] public static int Params() => Count() + Count("a") + Count("a", "b") + Count(["c"]);
            [Action("renamed_call")] public static int Renamed() => @class(@event: 3);
            [Action] public static int Instances() { Machine? m = new(1); return m.Start(2) + m?.Start(3) ?? 0; }
            [Action] public static int Implicit() => new Machine(1).Twice();
            [Action] public static int? Nulls() => Maybe() ?? Maybe(7);
            [Action] public static async Task<int> Tasks() { int[] r = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => Task.Run(() => Add(i)))); return r.Sum(); }
            [Action] public static int Local() { return Inner(); int Inner() => Add(1, 1); }
            [Action] public static int Deep() => Simple() + 1;
            [Action] public static int Recurse(int n) => n == 0 ? 0 : Recurse(n - 1) + 1;
        #line 1 "elsewhere.txt"
            [Action] public static int Mapped() => Add(1);
        #line default
        }
        """;

    private static readonly Lazy<Generated> Compiled = new(() => Project.Of(Actions).Generate());

    [Theory]
    [InlineData("simple", "3", """add {"a":1,"b":2} -> 3""")]
    [InlineData("named", "9", """add {"a":4,"b":5} -> 9""")]
    [InlineData("awaited", "4", """
        log {"text":"x"} -> 
        wait {"ms":0} -> 
        pause {} -> 
        sum {"items":[1,2]} -> {"value":3}
        echo {"text":"e"} -> "e"
        """)]
    [InlineData("lambda", "12", """
        add {"a":1,"b":2} -> 3
        add {"a":2,"b":2} -> 4
        add {"a":3,"b":2} -> 5
        """)]
    [InlineData("from_field", "11", """add {"a":9,"b":2} -> 11""")]
    [InlineData("secret", "\"7\"", """hide {"key":"***"} -> "7" """)]
    [InlineData("caught", "\"late\"", "fails {} -> !TimeoutException")]
    [InlineData("caught_later", "\"late\"", "fails_later {} -> !TimeoutException")]
    [InlineData("params", "4", """
        count {"words":[]} -> 0
        count {"words":["a"]} -> 1
        count {"words":["a","b"]} -> 2
        count {"words":["c"]} -> 1
        """)]
    [InlineData("renamed", "3", """renamed {"event":3} -> 3""")]
    [InlineData("instances", "7", """
        start {"by":2} -> 3
        start {"by":3} -> 4
        """)]
    [InlineData("implicit", "5", """
        twice {} -> 5
          start {"by":1} -> 2
          start {"by":2} -> 3
        """)]
    [InlineData("nulls", "7", """
        maybe {"value":null} -> null
        maybe {"value":7} -> 7
        """)]
    [InlineData("local", "2", """add {"a":1,"b":1} -> 2""")]
    [InlineData("deep", "4", """
        simple {} -> 3
          add {"a":1,"b":2} -> 3
        """)]
    [InlineData("mapped", "3", """add {"a":1,"b":2} -> 3""")]
    public async Task A_call_is_recorded(string action, string result, string calls)
    {
        using RunningProgram program = Compiled.Value.Load();

        ActionRun run = await program.RunAsync(Names.GetValueOrDefault(action, action));

        Assert.Equal((result, calls.ReplaceLineEndings("\n").TrimEnd()), (run.Result, run.Calls.TrimEnd()));
    }

    // The method Renamed calls an action that is called so
    private static readonly Dictionary<string, string> Names = new() { ["renamed"] = "renamed_call" };

    [Fact]
    public async Task Calls_from_many_threads_are_all_recorded()
    {
        using RunningProgram program = Compiled.Value.Load();

        ActionRun run = await program.RunAsync("tasks");

        Assert.Equal("9", run.Result);
        Assert.Equal(["""add {"a":0,"b":2} -> 2""", """add {"a":1,"b":2} -> 3""", """add {"a":2,"b":2} -> 4"""], run.Calls.Split('\n').Order());
    }

    [Fact]
    public async Task Recursion_nests()
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Equal("""
            recurse {"n":1} -> 1
              recurse {"n":0} -> 0
            """.ReplaceLineEndings("\n"), (await program.RunAsync("recurse", """{"n":2}""")).Calls);
    }

    [Fact]
    public void Outside_an_execution_an_action_is_just_a_method()
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Equal(3, program.Call("Root", "Simple"));
    }

    [Fact]
    public void One_interceptor_serves_many_places()
    {
        string text = Compiled.Value.File("Tinpot.Interceptors.g.cs")!;

        Assert.Single(text.Split('\n'), static line => line.Contains(" Call_add_", StringComparison.Ordinal));
        Assert.DoesNotContain("/project", text, StringComparison.Ordinal);
    }
}
