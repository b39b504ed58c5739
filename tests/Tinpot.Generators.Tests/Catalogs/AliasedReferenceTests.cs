using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Catalogs;

/// <summary>A reference under an alias is out of reach for generated code, unless it is in the global namespace too.</summary>
public class AliasedReferenceTests
{
    private static readonly Lazy<Generated> Library = new(() => (Project.Of("""
        namespace Lib;

        public sealed record Size(int Width);
        public enum Colour { Red }
        public sealed class Clock;

        public static class L { [Action] public static int One() => 1; }
        """) with { Name = "Lib" }).Generate());

    private static Project Program(string source, params string[] aliases) => Project.Of("extern alias lib;\n" + source) with
    {
        Name = "Program",
        Kind = OutputKind.ConsoleApplication,
        References = [Library.Value.AsReference().WithAliases(aliases)],
        Properties = Project.Of("").Properties.Add("build_property.TinpotProjectReferences", "Lib"),
    };

    private const string Calling = "public static class Program { [Action] public static int Two() => lib::Lib.L.One() + 1; public static int Main() => 0; }";

    [Fact]
    public async Task Under_an_alias_only_its_actions_do_not_join_and_that_is_said()
    {
        Project project = Program(Calling, "lib");

        Assert.Equal(
            [
                ("TPT033", "Actions of another assembly cannot join: assembly 'Lib' is referenced under an alias only, with which generated code cannot name it; add 'global' to the Aliases of the reference"),
                ("TPT015", "Action 'One' runs unrecorded here: 'Lib' is referenced under an alias only, with which generated code cannot name it; add 'global' to the Aliases of the reference"),
            ],
            (await project.AnalyzeAsync()).Select(static d => (d.Id, d.GetMessage(System.Globalization.CultureInfo.InvariantCulture))));
        using RunningProgram program = project.Generate().Load(Library.Value.Emit());
        Assert.Equal(["two"], program.Catalog.Names);
        Assert.Equal("2", (await program.RunAsync("two")).Result);
    }

    [Fact]
    public async Task In_the_global_namespace_too_they_join_and_are_recorded()
    {
        Project project = Program(Calling, "global", "lib");

        Assert.Empty(await project.AnalyzeAsync());
        using RunningProgram program = project.Generate().Load(Library.Value.Emit());
        Assert.Equal(["one", "two"], program.Catalog.Names);
        Assert.Equal("one {} -> 1", (await program.RunAsync("two")).Calls);
    }

    /// <summary>MSBuild writes a reference for each of <c>Aliases="global,lib"</c>, in this order.</summary>
    [Theory]
    [InlineData(null, "lib")]
    [InlineData("lib", null)]
    public async Task Two_references_with_a_name_each_are_one_with_both(string? first, string? second)
    {
        MetadataReference reference = Library.Value.AsReference();
        Project project = Program(Calling) with
        {
            References = [.. ((string?[])[first, second]).Select(alias => alias is null ? reference : reference.WithAliases([alias]))],
        };

        Assert.Empty(await project.AnalyzeAsync());
        using RunningProgram program = project.Generate().Load(Library.Value.Emit());
        Assert.Equal(["one", "two"], program.Catalog.Names);
    }

    [Theory]
    [InlineData("public static int Run(lib::Lib.Size a) => 1;")]
    [InlineData("public static int Run(List<lib::Lib.Colour?> a) => 1;")]
    [InlineData("public static lib::Lib.Size Run() => new(1);")]
    [InlineData("public static async IAsyncEnumerable<lib::Lib.Size> Run() { await Task.Yield(); yield break; }")]
    [InlineData("public static int Run([FromKeyedServices(\"k\")] lib::Lib.Clock a) => 1;")]
    [InlineData("public static int Run([FromKeyedServices(typeof(lib::Lib.Clock))] string a) => 1;")]
    public async Task A_type_of_it_is_refused(string action)
    {
        Project project = Program($"using Microsoft.Extensions.DependencyInjection;\npublic static class Program {{ [Action] {action} public static int Main() => 0; }}", "lib");

        Diagnostic diagnostic = Assert.Single(await project.AnalyzeAsync(), static d => d.Id != "TPT033");
        Assert.Contains("add 'global' to the Aliases of the reference", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        project.Generate().Emit();
    }

    [Fact]
    public async Task A_service_of_it_is_refused_in_a_constructor_too()
    {
        Project project = Program("public sealed class Work(lib::Lib.Clock clock) { [Action] public string Run() => $\"{clock}\"; } public static class Program { public static int Main() => 0; }", "lib");

        Diagnostic diagnostic = Assert.Single(await project.AnalyzeAsync(), static d => d.Id != "TPT033");
        Assert.Contains("add 'global' to the Aliases of the reference", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        project.Generate().Emit();
    }
}
