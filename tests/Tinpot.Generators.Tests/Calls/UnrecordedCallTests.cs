using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Calls;

/// <summary>Shapes that no interceptor can serve are left alone: they compile, run the original, and record nothing.</summary>
public class UnrecordedCallTests
{
    internal const string Actions = """
        using System.Linq.Expressions;

        public static class Leaf
        {
            [Action] public static int Add(int a) => a + 1;
            public static int Add(string a) => a.Length;
            public static int Add<T>(T a, int b) => b;
        }

        public static class Stranger { public static int Add(int a) => a; }

        public class Parent { [Action] public virtual int Speed() => 1; }

        public class Child : Parent { [Action("child_speed")] public override int Speed() => base.Speed() + 10; }

        public interface IRunner { static abstract int Run(); }

        public class Runner : IRunner { [Action("runner")] public static int Run() => 3; }

        public static class Root
        {
            private static int Apply(Func<int, int> f) => f(1);
            private static int Through<T>() where T : IRunner => T.Run();

            [Action] public static int Group() => Apply(Leaf.Add);
            [Action] public static int Dynamic() { dynamic x = 1; return Leaf.Add(x); }
            [Action] public static string Tree() { Expression<Func<int>> e = () => Leaf.Add(1); return ((MethodCallExpression)e.Body).Method.Name; }
            [Action] public static string Query() => new[] { 1 }.AsQueryable().Select(x => Leaf.Add(x)).Expression.ToString().Replace(">", "");
            [Action] public static string Name() => nameof(Leaf.Add);
            [Action] public static int Others() => Stranger.Add(1) + Leaf.Add("ab") + Leaf.Add(1, 2);
            [Action] public static int Abstract() => Through<Runner>();
            [Action] public static unsafe int Pointer() { delegate*<int, int> p = &Leaf.Add; return p(1); }
            [Action] public static int Base() => new Child().Speed();
        }
        """;

    private static readonly Lazy<Generated> Compiled = new(() => (Project.Of(Actions) with { Unsafe = true }).Generate());

    [Theory]
    [InlineData("group", "2")]
    [InlineData("dynamic", "2")]
    [InlineData("tree", "\"Add\"")]
    [InlineData("query", "\"System.Int32[].Select(x = Add(x))\"")]
    [InlineData("name", "\"Add\"")]
    [InlineData("others", "5")]
    [InlineData("abstract", "3")]
    [InlineData("pointer", "2")]
    public async Task It_runs_the_original(string action, string result)
    {
        using RunningProgram program = Compiled.Value.Load();

        ActionRun run = await program.RunAsync(action);

        Assert.Equal((result, ""), (run.Result, run.Calls));
    }

    [Fact]
    public async Task A_base_call_does_not_recurse()
    {
        using RunningProgram program = Compiled.Value.Load();

        ActionRun run = await program.RunAsync("base");

        Assert.Equal("11", run.Result);
        Assert.DoesNotContain("\n", run.Calls, StringComparison.Ordinal);
    }
}
