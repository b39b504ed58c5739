using System.Reflection;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Catalogs;

public class EntryPointTests
{
    private const string EntryPoint = "Tinpot.EntryPoint.g.cs";
    private const string Marked = "Tinpot.Program.g.cs";
    private const string Action = "public static class A { [Action] public static void Run() { } }";

    /// <summary>Stands for the host: says how it was started.</summary>
    private static readonly Lazy<Generated> Host = new(() => (Project.Of("""
        namespace Tinpot;

        public static class TinpotHost
        {
            public static Task<int> RunAsync(string[] args, Tinpot.Runtime.CompiledCatalog catalog) => Task.FromResult(args.Length + catalog.Names.Count * 10);
            public static void RunChildBeforeMain(Tinpot.Runtime.ProgramCatalogAttribute program) => throw new InvalidOperationException("This is no native program.");
        }
        """) with { Name = "Tinpot.Host" }).Generate());

    private static Project Program(string source) => Project.Of(source) with
    {
        Kind = OutputKind.ConsoleApplication,
        References = [Host.Value.AsReference()],
    };

    [Fact]
    public async Task A_program_with_actions_and_host_and_no_main_gets_one()
    {
        Generated generated = Program(Action).Generate();
        using RunningProgram program = generated.Load(Host.Value.Emit());

        Task<int> exit = (Task<int>)program.Call("Tinpot.Generated.EntryPoint", "Main", (object)new[] { "list" })!;

        Assert.Equal(11, await exit);
        Assert.NotNull(generated.Compilation.GetEntryPoint(TestContext.Current.CancellationToken));
    }

    /// <summary>What a child process needs to run actions without the program's Main.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("public static class P { public static void Main() { } }")]
    public void A_program_with_actions_and_host_is_marked_with_its_catalog(string main)
    {
        Generated generated = Program(Action + main).Generate();
        // Its module initializer runs here, just-in-time compiled, and does nothing
        using RunningProgram program = generated.Load(Host.Value.Emit());

        Assert.Same(program.Catalog, program.Assembly.GetCustomAttribute<Tinpot.Runtime.ProgramCatalogAttribute>()!.Catalog);
    }

    [Fact]
    public void A_library_and_a_program_without_host_are_not_marked()
    {
        Assert.Null((Program(Action) with { Kind = OutputKind.DynamicallyLinkedLibrary }).Generate().File(Marked));
        Assert.Null((Program(Action) with { References = [] }).Generate().File(Marked));
    }

    [Theory]
    [InlineData("public static class P { public static void Main() { } }")]
    [InlineData("public static class P { public static async Task<int> Main(string[] args) { await Task.Yield(); return 0; } }")]
    public void A_main_of_ones_own_stays(string main) => Assert.Null(Program(Action + main).Generate().File(EntryPoint));

    [Fact]
    public void Top_level_statements_stay() => Assert.Null(Program("Console.WriteLine();" + Action).Generate().File(EntryPoint));

    [Fact]
    public void A_library_gets_none() => Assert.Null((Program(Action) with { Kind = OutputKind.DynamicallyLinkedLibrary }).Generate().File(EntryPoint));

    [Fact]
    public void Without_the_host_there_is_none() => Assert.Null((Program(Action) with { References = [] }).Generate().File(EntryPoint));

    [Fact]
    public void Without_actions_nothing_is_generated_at_all() => Assert.Empty(Program("public static class A { }").Generate().FileNames);
}
