using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Calls;

/// <summary>The method that a call names decides whether and as what it is recorded; what runs is what would have run.</summary>
public class ReceiverShapeTests
{
    internal const string Actions = """
        public interface IMachine { int Speed(); int Start(int by); }

        public class Machine(int start) : IMachine
        {
            [Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructor] public Machine() : this(5) { }
            public static Machine Last { get; } = new(50);
            public Machine Self => this;
            public Machine? Next { get; init; }
            [Action] public int Start(int by) => start + by;
            [Action] public virtual int Speed() => 1;
            [Action] public static int Make(int n) => n;
            public int Twice() => Start(1) + this.Start(2) + ((Machine)this).Start(3);
            public Func<int> Deferred() => () => Start(4);
        }

        public class Fast : Machine { public override int Speed() => 10; public int Both() => Start(1) + Make(2) + Start(3); }
        public class Named : Machine { [Action("named_speed")] public override int Speed() => 20; }
        public class Hiding : Machine { public new int Start(int by) => 100; }
        public class Generic<T> : Machine { public int Go() => Start(1); }
        public sealed record Robot(int Arms) { [Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructor] public Robot() : this(2) { } private Robot(Robot other) { Arms = other.Arms; } [Action] public int Wave() => Arms; }
        public partial class Split { [Action] public partial int Part(int n); }
        public partial class Split { public partial int Part(int m) => m; [Action] public partial Task<int> Other(); }
        public partial class Split { public async partial Task<int> Other() { await Task.Yield(); return 5; } }

        public static class Root
        {
            private static int Any<T>(T machine) where T : Machine => machine.Start(1);
            private static int Made<T>() where T : Machine, new() => new T().Start(2);

            [Action] public static int Explicit() { Machine m = new(1); return m.Start(1) + m.Self.Self.Start(2) + Machine.Last.Start(3) + new Machine(2).Start(4) + new[] { m }[0].Start(5) + (m).Start(6) + m!.Start(7) + (Machine.Last ?? m).Start(8) + ((Machine)(object)m).Start(9); }
            [Action] public static int Implicit() => new Machine(1).Twice() + new Machine(1).Deferred()();
            [Action] public static int? Conditional() { Machine? none = null, some = new(1) { Next = new(2) }; return none?.Start(1) ?? some?.Start(2) + some?.Next?.Start(3) + some?.Self.Start(4) + some?.Next?.Next?.Start(5) ?? -1; }
            [Action] public static int Derived() => new Fast().Both() + new Fast().Start(4) + Fast.Make(5) + new Generic<int>().Go() + new Generic<string>().Start(6);
            [Action] public static int Virtual() { Machine m = new Fast(), n = new Named(); return m.Speed() + n.Speed() + new Named().Speed(); }
            [Action] public static int Parameter() => Any(new Fast()) + Any<Machine>(new Machine(1)) + Made<Fast>();
            [Action] public static int Hidden() => new Hiding().Start(1) + ((Machine)new Hiding()).Start(2);
            [Action] public static int Record() => new Robot(3).Wave() + (new Robot(3) with { Arms = 4 }).Wave();
            [Action] public static async Task<int> Partial() => new Split().Part(n: 3) + await new Split().Other();
            [Action] public static string Missing() { Machine? none = null; try { return none!.Start(1).ToString(); } catch (NullReferenceException) { return "null"; } }
        }
        """;

    private static readonly Lazy<Generated> Compiled = new(() => Project.Of(Actions).Generate());

    [Theory]
    [InlineData("explicit", "153", """
        start {"by":1} -> 2
        start {"by":2} -> 3
        start {"by":3} -> 53
        start {"by":4} -> 6
        start {"by":5} -> 6
        start {"by":6} -> 7
        start {"by":7} -> 8
        start {"by":8} -> 58
        start {"by":9} -> 10
        """)]
    [InlineData("implicit", "14", """
        start {"by":1} -> 2
        start {"by":2} -> 3
        start {"by":3} -> 4
        start {"by":4} -> 5
        """)]
    [InlineData("conditional", "-1", """
        start {"by":2} -> 3
        start {"by":3} -> 5
        start {"by":4} -> 5
        """)]
    [InlineData("derived", "47", """
        start {"by":1} -> 6
        make {"n":2} -> 2
        start {"by":3} -> 8
        start {"by":4} -> 9
        make {"n":5} -> 5
        start {"by":1} -> 6
        start {"by":6} -> 11
        """)]
    [InlineData("virtual", "50", """
        speed {} -> 10
        speed {} -> 20
        named_speed {} -> 20
        """)]
    [InlineData("parameter", "15", """
        start {"by":1} -> 6
        start {"by":1} -> 2
        start {"by":2} -> 7
        """)]
    [InlineData("hidden", "107", """start {"by":2} -> 7""")]
    [InlineData("record", "7", """
        wave {} -> 3
        wave {} -> 4
        """)]
    [InlineData("partial", "8", """
        part {"n":3} -> 3
        other {} -> 5
        """)]
    [InlineData("missing", "\"null\"", """start {"by":1} -> !NullReferenceException""")]
    public async Task A_call_is_recorded(string action, string result, string calls)
    {
        using RunningProgram program = Compiled.Value.Load();

        ActionRun run = await program.RunAsync(action);

        Assert.Equal((result, calls.ReplaceLineEndings("\n").TrimEnd()), (run.Result, run.Calls.TrimEnd()));
    }
}
