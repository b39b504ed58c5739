using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Catalogs;

/// <summary>Actions of other assemblies: who joins, who does not, and how calls of them are recorded.</summary>
public class JoinTests
{
    private static readonly Lazy<Generated> Library = new(() => (Project.Of("""
        namespace Acme.Ops;

        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;

        public sealed record Sum(int Total);

        public static class Maths
        {
            [Action] public static Sum Add(int a, int b = 2) => new(a + b);
            [Action("other_name")] public static async Task<int> DoAsync(Secret<string> key) { await Task.Yield(); return key.Reveal().Length; }
            [Action] internal static void Hidden() { }
            [ActionServices] public static void Register(IServiceCollection services, IConfiguration configuration) => services.AddSingleton("from library");
        }

        public class Machine { [Action] public int Speed() => 3; }
        """) with { Name = "Acme.Ops-Lib" }).Generate());

    private const string Caller = """
        using Acme.Ops;

        public static class Program
        {
            [Action] public static async Task<int> Total() => Maths.Add(1).Total + await Maths.DoAsync(new("ab")) + new Machine().Speed();
            public static int Main() => 0;
        }
        """;

    private static Project Program(string references) => Project.Of(Caller) with
    {
        Name = "Program",
        Kind = OutputKind.ConsoleApplication,
        References = [Library.Value.AsReference()],
        Properties = Project.Of("").Properties.Add("build_property.TinpotProjectReferences", references),
    };

    [Fact]
    public void A_library_announces_a_public_hidden_catalog_in_a_namespace_of_its_own()
    {
        string text = Library.Value.File("Tinpot.ActionCatalog.g.cs")!;

        Assert.Contains("namespace Tinpot.Generated.Acme.Ops_Lib", text, StringComparison.Ordinal);
        Assert.Contains("""Actions = new string[] { "add", "hidden", "other_name", "speed" }""", text, StringComparison.Ordinal);
        Assert.Contains("""Methods = new string[] { "Add", "DoAsync", "Hidden", "Speed" }""", text, StringComparison.Ordinal);
        Assert.Contains("EditorBrowsableState.Never", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Actions_of_a_referenced_project_join()
    {
        using RunningProgram program = Program("Acme.Ops-Lib|Another").Generate().Load(Library.Value.Emit());

        Assert.Equal(["add", "hidden", "other_name", "speed", "total"], program.Catalog.Names);
        Assert.Equal("""{"total":5}""", (await program.RunAsync("add", """{"a":3}""")).Result);
    }

    [Fact]
    public void Actions_of_a_package_do_not_join_uninvited()
    {
        using RunningProgram program = Program("Another").Generate().Load(Library.Value.Emit());

        Assert.Equal(["total"], program.Catalog.Names);
    }

    [Theory]
    [InlineData("Acme.Ops-Lib")]
    [InlineData("")]
    public async Task Calls_into_another_assembly_are_recorded_joined_or_not(string references)
    {
        using RunningProgram program = Program(references).Generate().Load(Library.Value.Emit());

        ActionRun run = await program.RunAsync("total");

        Assert.Equal("8", run.Result);
        Assert.Equal("""
            add {"a":1,"b":2} -> {"total":3}
            other_name {"key":"***"} -> 2
            speed {} -> 3
            """.ReplaceLineEndings("\n"), run.Calls);
    }

    [Fact]
    public async Task A_name_taken_by_a_joined_project_is_an_error_and_left_out()
    {
        Project project = Program("Acme.Ops-Lib").With("/project/More.cs", "public static class More { [Action] public static int Add() => 1; }");

        Diagnostic diagnostic = Assert.Single(await project.AnalyzeAsync());
        Assert.Equal("'Add' has the name 'add', as an action of 'Acme.Ops-Lib' has: give one of them another name", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        using RunningProgram program = project.Generate().Load(Library.Value.Emit());
        Assert.Equal("""{"total":5}""", (await program.RunAsync("add", """{"a":3}""")).Result);
    }

    [Fact]
    public async Task Aliases_of_a_joined_project_join_and_are_taken()
    {
        Generated library = (Project.Of("public static class Work { [Action(Aliases = [\"go\", \"begin\"])] public static int Start(int by = 1) => by; }") with { Name = "Lib" }).Generate();
        Project project = Project.Of("""
            public static class Program
            {
                [Action(Aliases = ["begin", "twice"])] public static int Double() => Work.Start(2);
                [Action] public static int Go() => 0;
                public static int Main() => 0;
            }
            """) with
        {
            Name = "Program",
            Kind = OutputKind.ConsoleApplication,
            References = [library.AsReference()],
            Properties = Project.Of("").Properties.Add("build_property.TinpotProjectReferences", "Lib"),
        };

        Assert.Contains("""Aliases = new string[] { "begin start", "go start" }""", library.File("Tinpot.ActionCatalog.g.cs")!, StringComparison.Ordinal);
        Assert.Equal(["TPT042", "TPT005"], (await project.AnalyzeAsync()).Select(static d => d.Id));
        using RunningProgram program = project.Generate().Load(library.Emit());
        Assert.Equal(["double", "start"], program.Catalog.Names);
        Assert.Equal("7", (await program.RunAsync("begin", """{"by":7}""")).Result);
        Assert.Equal("start {\"by\":2} -> 2", (await program.RunAsync("twice")).Calls);
        Assert.Equal(["twice"], program.Catalog.Find("double")!.Aliases);
    }

    [Fact]
    public void Services_of_a_joined_project_are_registered()
    {
        using RunningProgram program = Program("Acme.Ops-Lib").Generate().Load(Library.Value.Emit());
        Microsoft.Extensions.DependencyInjection.ServiceCollection services = new();

        program.Catalog.ConfigureServices(services, new SingleSetting(""));

        Assert.Equal("from library", Assert.Single(services).ImplementationInstance);
    }

    [Fact]
    public void An_assembly_that_sees_our_internals_compiles_with_generated_types_of_the_same_names()
    {
        Project inner = Project.Of("""
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Outer")]
            public static class Work { [Action] internal static int Run(int[] a) => 1; public static int Main() => Run([2]); }
            """) with { Name = "Inner", Kind = OutputKind.ConsoleApplication };
        Project outer = Project.Of("public static class Work2 { [Action] internal static int Run2(int[] a) => 1; public static int Main() => Run2([2]) + Work.Run([1]); }") with
        {
            Name = "Outer",
            Kind = OutputKind.ConsoleApplication,
            References = [inner.Generate().AsReference()],
        };

        outer.Generate().Emit();
    }
}
