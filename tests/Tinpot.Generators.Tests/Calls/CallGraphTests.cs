using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Calls;

/// <summary>Which actions an action calls, as its description says it.</summary>
public class CallGraphTests
{
    private const string Leaves = """
        using static Leaf;

        public static class Leaf
        {
            [Action] public static int One() => 1;
            [Action] public static int Two(int a = 0) => a;
            [Action] public static async IAsyncEnumerable<int> Three() { await Task.Yield(); yield return 3; }
            [Action] public static Task<int> Four() => Task.FromResult(4);
            public static int Two(string a) => a.Length;
        }

        """;

    [Theory]
    // In the action's own code
    [InlineData("[Action] public static int Run() => One() + Leaf.Two(1) + Leaf.One();", "one two")]
    [InlineData("[Action] public static int Run() => Leaf.Two(\"a\");", "")]
    [InlineData("[Action] public static int Run() => new[] { 1 }.Select(x => Two(x)).Sum() + Inner(); static int Inner() => 0;", "two")]
    [InlineData("[Action] public static int Run() { return Inner(); int Inner() => Deeper(); static int Deeper() => One(); }", "one")]
    [InlineData("[Action] public static async Task<int> Run() { int sum = await Four(); await foreach (int i in Three()) sum += i; return sum; }", "four three")]
    [InlineData("[Action] public static int Run(int n) => n == 0 ? One() : Run(n - 1);", "one run")]
    // Recorded or not
    [InlineData("[Action] public static int Run() => new[] { 1 }.Select(Two).Sum();", "two")]
    [InlineData("[Action] public static int Run() { Func<int> f = One; return f(); }", "one")]
    [InlineData("[Action] public static int Run() { dynamic d = 1; return Leaf.Two(d); }", "two")]
    [InlineData("[Action] public static string Run() => nameof(One) + nameof(Leaf.Two);", "")]
    // Through what is no action
    [InlineData("[Action] public static int Run() => A(); static int A() => B(); static int B() => A() + One();", "one")]
    [InlineData("[Action] public static int Run() => A(); static int A() => 0; static int Unused() => One();", "")]
    [InlineData("[Action] public static int Run() => A(1); static int A(int x) => x; static int A(string x) => One();", "")]
    [InlineData("[Action] public static Task<int> Run() => Task.Run(A); static int A() => One();", "one")]
    [InlineData("[Action] public static int Run() => A<string>(); static int A<T>() => One();", "one")]
    [InlineData("[Action] public static int Run() => Total; static int Total { get => One(); }", "one")]
    [InlineData("[Action] public static int Run() => Make(); static readonly Func<int> Make = () => One();", "one")]
    [InlineData("[Action] public static int Run() => Box.Size; static class Box { static int Start = One(); public static int Size => 1; }", "one")]
    [InlineData("[Action] public static int Run() => new Box().Size; class Box { public int Size; public Box() { Size = One(); } }", "one")]
    [InlineData("[Action] public static int Run() { Box box = new(); return box.Size; } class Box { public int Size = One(); }", "one")]
    [InlineData("[Action] public static int Run() => Get().Size; static Box Get() => new(); class Box { public int Size = One(); }", "one")]
    [InlineData("[Action] public static int Run() => new Derived().Size; class Box { public int Size = One(); } class Derived : Box;", "one")]
    [InlineData("[Action] public static int Run() => new Derived().Size; class Box(int size) { public int Size = size; } class Derived() : Box(One());", "one")]
    [InlineData("[Action] public static int Run() => 5.Twice(); } static class Extensions { public static int Twice(this int x) => One() * 2;", "one")]
    [InlineData("[Action] public static int Run() => new Holder().Do(); class Holder { public virtual int Do() => One(); }", "one")]
    // Only to the next action
    [InlineData("[Action] public static int Run() => Middle(); [Action] public static int Middle() => One();", "middle")]
    // By the static target
    [InlineData("[Action] public static int Run() { IDo x = new Does(); return x.Do(); } interface IDo { int Do(); } class Does : IDo { public int Do() => One(); }", "")]
    public void Calls_are_those_of_its_code_and_of_what_is_no_action(string source, string calls)
    {
        Generated generated = Project.Of($"{Leaves}public static class Root {{ {source} }}").Generate();
        using RunningProgram program = generated.Load();

        Assert.Equal(calls.Split(' ', StringSplitOptions.RemoveEmptyEntries), program.Catalog.Find("run")!.Calls);
        Assert.Empty(program.Catalog.Find("one")!.Calls);
    }

    [Fact]
    public void Ways_lead_through_many_files_and_back()
    {
        using RunningProgram program = Project.Of($"{Leaves}public static class Root {{ [Action] public static int Run() => First.A(); }}")
            .With("/project/First.cs", "public static class First { public static int A() => Second.B(); public static int C() => Leaf.One(); }")
            .With("/project/Second.cs", "public partial class Second { public static int B() => Third.C(); }")
            .With("/project/Third.cs", "public static class Third { public static int C() => First.C() + Leaf.Two(); }")
            .Generate().Load();

        Assert.Equal(["one", "two"], program.Catalog.Find("run")!.Calls);
    }

    [Fact]
    public void Nothing_is_emitted_when_nothing_is_called() =>
        Assert.DoesNotContain("Tinpot.Calls.g.cs", Project.Of(Leaves).Generate().FileNames);

    [Fact]
    public void The_literal_is_a_line_for_each_action()
    {
        string text = Project.Of($"{Leaves}public static class Root {{ [Action] public static int Run() => One() + Two(); [Action] public static int After() => One(); }}")
            .Generate().File("Tinpot.Calls.g.cs")!;

        Assert.Contains("""Calls => "one\n\n\none\ttwo\n\n\n"u8;""", text, StringComparison.Ordinal);
    }

    private static readonly Lazy<Generated> Inner = new(() => (Project.Of("""
        public static class Inner
        {
            [Action] public static int Deep() => 1;
            [Action] public static int Deeper() => Helper();
            public static int Helper() => Deep();
        }
        """) with { Name = "Acme.Inner" }).Generate());

    private static readonly Lazy<Generated> Outer = new(() => (Project.Of("""
        public static class Outer
        {
            [Action] public static int Wrap() => Inner.Deeper() + Own();
            [Action] public static int Own() => Inner.Deep();
        }
        """) with { Name = "Acme.Outer", References = [Inner.Value.AsReference()] }).Generate());

    [Theory]
    [InlineData("[assembly: UseActions(typeof(Inner))] [assembly: UseActions(typeof(Outer))]", "deeper>deep own>deep run>own,wrap wrap>deeper,own")]
    [InlineData("[assembly: UseActions(typeof(Inner), Prefix = \"in\")] [assembly: UseActions(typeof(Outer), Prefix = \"out\")]",
        "in_deeper>in_deep out_own>in_deep out_wrap>in_deeper,out_own run>out_own,out_wrap")]
    // Who is left out is looked through
    [InlineData("[assembly: UseActions(typeof(Inner), Exclude = [\"deeper\"])] [assembly: UseActions(typeof(Outer), Exclude = [\"own\"])]", "run>deep,wrap wrap>deep")]
    // What did not join ends the way
    [InlineData("[assembly: UseActions(typeof(Outer))]", "own> run>own,wrap wrap>own")]
    [InlineData("", "run>")]
    public void Ways_go_on_in_assemblies_that_join(string attributes, string graph)
    {
        using RunningProgram program = (Project.Of($$"""
            {{attributes}}
            public static class Program
            {
                [Action] public static int Run() => Outer.Wrap() + Outer.Own();
                // Of the same name as one that may not have joined
                [Action("deep_here")] public static int Deep() => 0;
                public static int Main() => 0;
            }
            """) with
        {
            Name = "Program",
            Kind = OutputKind.ConsoleApplication,
            References = [Inner.Value.AsReference(), Outer.Value.AsReference()],
        }).Generate().Load(Inner.Value.Emit(), Outer.Value.Emit());

        Assert.Equal(graph, string.Join(' ', program.Catalog.Names.Where(static n => n is not ("deep_here" or "deep" or "in_deep"))
            .Select(n => $"{n}>{string.Join(',', program.Catalog.Find(n)!.Calls)}")));
    }
}
