using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Calls;

/// <summary>Calls of other assemblies' actions: recorded where the assembly announces them and this one can reach them, else reported.</summary>
public class ForeignCallTests
{
    private const string Work = """
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Caller")]

        public interface IWork { int Work(int n); }

        public class Worker : IWork
        {
            [Action] public int Work(int n) => n;
            [Action] internal static int Friend(Kept kept) => kept.N;
            [Action] protected internal static int Family() => 2;
        }

        internal sealed record Kept(int N);
        """;

    private const string Caller = """
        public class Heir : Worker { public static int Inherited() => Family(); }

        public static class Root
        {
            [Action] public static async Task<int> All() => await Task.Run(() => new Heir().Work(1)) + Worker.Friend(new Kept(3)) + Heir.Inherited();
        }
        """;

    [Fact]
    public async Task Everything_that_can_be_reached_is_recorded()
    {
        Generated library = (Project.Of(Work) with { Name = "Library" }).Generate();
        Project caller = Project.Of(Caller) with { Name = "Caller", References = [library.AsReference()] };
        using RunningProgram program = caller.Generate().Load(library.Emit());

        ActionRun run = await program.RunAsync("all");

        Assert.Equal("6", run.Result);
        Assert.Equal("""
            work {"n":1} -> 1
            friend {"kept":{"n":3}} -> 3
            family {} -> 2
            """.ReplaceLineEndings("\n"), run.Calls);
        Assert.Empty(await caller.AnalyzeAsync());
    }

    [Fact]
    public async Task What_generated_code_cannot_reach_is_reported()
    {
        MetadataReference library = (Project.Of(Work.Replace("\"Caller\"", "\"Other\"")) with { Name = "Library" }).Generate().AsReference();

        await VerifyAsync(library, "public class Heir : Worker { public int Inherited() => {|TPT015:Family()|} + Work(1); }");
    }

    [Fact]
    public async Task An_action_of_a_program_is_reported()
    {
        MetadataReference program = (Project.Of(Work + "public static class Program { public static void Main() { } }") with { Name = "Program", Kind = OutputKind.ConsoleApplication }).Generate().AsReference();

        await VerifyAsync(program, "public static class C { static int M() => {|TPT015:new Worker().Work(1)|}; static Func<int, int> N() => {|TPT010:new Worker().Work|}; }");
    }

    [Fact]
    public async Task An_action_that_was_built_without_the_generator_is_reported()
    {
        using MemoryStream image = new();
        Assert.True((Project.Of(Work) with { Name = "Plain" }).Compile().Emit(image).Success);

        // The name alone, which an action of this project shares, makes no call of it
        await VerifyAsync(MetadataReference.CreateFromImage(image.ToArray()), """
            {|TPT016:|}public static class C
            {
                [Action] public static int Work(int n) => {|TPT015:new Worker().Work(n)|};
                static int M() => Work(1);
            }
            """);
    }

    [Fact]
    public async Task A_call_through_an_interface_that_a_referenced_action_implements_is_reported()
    {
        MetadataReference library = (Project.Of(Work) with { Name = "Library" }).Generate().AsReference();

        await VerifyAsync(library, "public static class C { static int M(IWork w) => {|TPT015:w.Work(1)|}; static int N(Worker w) => w.Work(1); static int O(dynamic d) => {|TPT012:d.Work(1)|} + d.Rest(1); }");
    }

    private static async Task VerifyAsync(MetadataReference reference, string source)
    {
        Markup markup = Markup.Parse(source);
        Project project = Project.Of(markup.Text) with { References = [reference] };

        markup.Verify(await project.AnalyzeAsync());
        project.Generate().Emit();
    }
}
