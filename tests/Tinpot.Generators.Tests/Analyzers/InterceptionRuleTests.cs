using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Analyzers;

/// <summary>A call that would run unrecorded is reported, where it is; a call that is recorded is not.</summary>
public class InterceptionRuleTests
{
    private const string Actions = """
        public static class Leaf
        {
            [Action] public static int Add(int a) => a + 1;
            [Action] public static int None() => 0;
            public static int Add(string a) => a.Length;
            public static int Plain(int a) => a;
            [Action] public static async Task Wait(int ms) => await Task.Yield();
        }
        public class Machine
        {
            [Action] public int Start(int by) => by;
            [Action] public virtual int Speed() => 1;
            public virtual int Weight() => 1;
        }

        """;

    [Theory]
    // TPT010
    [InlineData("static int M(Func<int, int> f) => M({|TPT010:Leaf.Add|});")]
    [InlineData("static object M() => (Func<int, int>){|TPT010:Leaf.Add|};")]
    [InlineData("static Func<int> F = {|TPT010:Leaf.None|};")]
    [InlineData("static void M() { var f = {|TPT010:Leaf.None|}; f(); }")]
    [InlineData("static Task M() => Task.Run({|TPT010:Leaf.None|});")]
    [InlineData("static int M() => new[] { 1 }.Select({|TPT010:Leaf.Add|}).Sum();")]
    [InlineData("static object M() => new Func<int, int>({|TPT010:Leaf.Add|});")]
    [InlineData("static object M() => new Func<int>[] { {|TPT010:Leaf.None|} };")]
    [InlineData("static List<Func<int>> M() => [{|TPT010:Leaf.None|}];")]
    [InlineData("static unsafe int M() { delegate*<int, int> p = &{|TPT010:Leaf.Add|}; return p(1); }")]
    [InlineData("static event Func<int>? E; static void M() => E += {|TPT010:Leaf.None|}; static int? N() => E?.Invoke();")]
    [InlineData("static Func<int, int> M(Machine m) => {|TPT010:m.Start|};")]
    [InlineData("static void M(bool b) { Func<int> f = b ? {|TPT010:Leaf.None|} : () => 1; f(); }")]
    [InlineData("static System.Linq.Expressions.Expression<Func<Func<int>>> M() => () => {|TPT010:Leaf.None|};")]
    // TPT012
    [InlineData("static int M(dynamic d) => {|TPT012:Leaf.Add(d)|};")]
    [InlineData("static void M(dynamic d) { {|TPT012:d.Start(1)|}; d.Add(1); d.Else(); }")]
    [InlineData("static void M(Machine m, dynamic d) => {|TPT012:m.Start(d)|};")]
    [InlineData("static async Task M(dynamic d) => await {|TPT012:Leaf.Wait(d)|};")]
    // TPT013
    [InlineData("static System.Linq.Expressions.Expression<Func<int>> M() => () => {|TPT013:Leaf.Add(1)|} + Leaf.Plain(1);")]
    [InlineData("static object M() => new[] { 1 }.AsQueryable().Select(x => {|TPT013:Leaf.Add(x)|});")]
    [InlineData("static object M() => from x in new[] { 1 }.AsQueryable() where {|TPT013:Leaf.Add(x)|} > 1 select x;")]
    [InlineData("static System.Linq.Expressions.Expression<Func<int, Func<int>>> M() => x => () => {|TPT013:Leaf.Add({|TPT013:Leaf.Add(x)|})|};")]
    // Fine
    [InlineData("static string M() => nameof(Leaf.Add) + nameof(Machine.Start);")]
    [InlineData("static int M() => new[] { 1 }.Select(x => Leaf.Add(x)).Sum() + Leaf.Add(\"a\");")]
    [InlineData("static Func<int, int> M() => Leaf.Plain; static Func<string, int> N() => Leaf.Add;")]
    [InlineData("static int M(dynamic d) => Leaf.Plain(d);")]
    [InlineData("static void Take([ActionReference] Func<int> f) { } static void M() { Take(Leaf.None); Take(f: true ? Leaf.None : Leaf.None); }")]
    [InlineData("static void Take([ActionReference] params Delegate[] f) { } static void M() => Take(Leaf.None, (Func<int, int>)Leaf.Add);")]
    [InlineData("static void Take([ActionReference] params IEnumerable<Func<int>> f) { } static void M() { Take(Leaf.None); Take([Leaf.None]); }")]
    [InlineData("static void Take([ActionReference] Action f) { } static void M() => Take(() => { Func<int> g = {|TPT010:Leaf.None|}; });")]
    [InlineData("static void M() {\n#pragma warning disable TPT010\nFunc<int> f = Leaf.None;\n#pragma warning restore TPT010\nf = {|TPT010:Leaf.None|}; }")]
    public async Task In_a_method(string member)
    {
        Markup markup = Markup.Parse($"{Actions}public static class Caller\n{{\n    {member}\n}}\n");
        Project project = Project.Of(markup.Text) with { Unsafe = true };

        markup.Verify(await project.AnalyzeAsync());
        project.Generate().Emit();
    }

    [Theory]
    // TPT011
    [InlineData("public class Fast : Machine { public override int Speed() => {|TPT011:base.Speed()|} + 1; }")]
    [InlineData("public class Fast : Machine { public int M() => {|TPT011:base.Start(1)|} + Start(2) + base.Weight(); }")]
    [InlineData("public class Fast : Machine { public Func<int> M() => () => {|TPT011:base.Speed()|}; public Func<int> N() => {|TPT010:base.Speed|}; }")]
    // TPT014
    [InlineData("public interface IRun { static abstract int Go(); } public class Runner : IRun { [Action] public static int Go() => 1; } static class C { static int M<T>() where T : IRun => {|TPT014:T.Go()|}; static int N() => Runner.Go(); }")]
    [InlineData("public interface IRun<T> { static virtual int Go(T x) => 1; } public class Runner : IRun<int> { [Action] public static int Go(int x) => 1; } static class C { static int M<T>() where T : IRun<int> => {|TPT014:T.Go(1)|}; }")]
    [InlineData("public interface IRun { static abstract int Go(); } public class Runner : IRun { public static int Go() => 1; } static class C { static int M<T>() where T : IRun => T.Go(); }")]
    // TPT015
    [InlineData("public interface IRun { int Go(); } public class Runner : IRun { [Action] public int Go() => 1; } static class C { static int M(IRun r, Runner s) => {|TPT015:r.Go()|} + s.Go(); static Func<int> N(IRun r) => {|TPT015:r.Go|}; }")]
    [InlineData("public interface IRun { int Go(); } public class Runner : IRun { public int Go() => Run(); [Action] public int Run() => 1; } static class C { static int M(IRun r) => r.Go(); }")]
    [InlineData("public abstract class Job { public abstract int Go(); } public class Clean : Job { [Action] public override int Go() => 1; } static class C { static int M(Job j, Clean c) => {|TPT015:j.Go()|} + c.Go(); static int N<T>(T j) where T : Job => {|TPT015:j.Go()|}; }")]
    [InlineData("public class Heavy : Machine { [Action] public override int Weight() => base.Weight() + 2; } static class C { static int M(Machine m) => {|TPT015:m.Weight()|}; }")]
    [InlineData("public class Bag : System.Collections.IEnumerable { [Action(\"put\")] public void Add(int x) { } public System.Collections.IEnumerator GetEnumerator() => null!; } static class C { static Bag M() => new() { {|TPT015:1|}, {|TPT015:2|} }; }")]
    [InlineData("public class Done : IDisposable { [Action] public void Dispose() { } } static class C { static void M() { using (Done {|TPT015:a = new()|}) { } using var {|TPT015:b = new Done()|}; using ({|TPT015:new Done()|}) { } b.Dispose(); } }")]
    [InlineData("public class Later : IAsyncDisposable { [Action] public ValueTask DisposeAsync() => default; } static class C { static async Task M() { await using Later {|TPT015:a = new()|}; await using ({|TPT015:a|}) { } } }")]
    [InlineData("public class Walk { public Walk GetEnumerator() => this; public int Current => 1; [Action] public bool MoveNext() => false; } static class C { static void M() { foreach (int x in {|TPT015:new Walk()|}) { } } }")]
    [InlineData("public class Span { public int Length => 3; public int this[int i] => i; [Action] public int[] Slice(int a, int b) => [a, b]; } static class C { static int[] M(Span s) => {|TPT015:s[1..2]|}; static bool N(Span s) => s is [1, {|TPT015:.. int[] x|}] && x.Length > 0; }")]
    public async Task In_a_program(string source)
    {
        Markup markup = Markup.Parse(Actions + source);
        Project project = Project.Of(markup.Text);

        markup.Verify(await project.AnalyzeAsync());
        project.Generate().Emit();
    }

    [Fact]
    public async Task What_says_that_it_is_generated_is_not_reported_but_its_calls_are_recorded()
    {
        Project project = Project.Of(Actions).With("/project/Made.g.cs", """
            public static class Made
            {
                public static Func<int> Group() => Leaf.None;
                [Action] public static int Calls() => Leaf.Add(1);
            }
            """);

        Assert.Empty(await project.AnalyzeAsync());
        using RunningProgram program = project.Generate().Load();
        Assert.Equal("""add {"a":1} -> 2""", (await program.RunAsync("calls")).Calls);
    }
}
