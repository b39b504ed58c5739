using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Tinpot.Generators.Pipeline;

namespace Tinpot.Generators.Tests.Incremental;

/// <summary>Which steps of ours run again after an edit. The compilation itself is always new; what follows must not be.</summary>
public class EditTests
{
    private const string Actions = "/project/Actions.cs";
    private const string Other = "/project/Other.cs";

    // The index of the edited file is new; what follows of it depends on what the file holds
    private static readonly string[] Files = [TrackingNames.TreeIndex, TrackingNames.Shape, TrackingNames.Declared];

    private static readonly string[] Declaration =
    [
        TrackingNames.Actions, TrackingNames.Services, TrackingNames.Project, TrackingNames.AcceptedActions,
        TrackingNames.ActionTypes, TrackingNames.Catalog, TrackingNames.TypeChecks, TrackingNames.EntryPoint, TrackingNames.Program, TrackingNames.CalledNames, TrackingNames.Language,
    ];

    private static readonly string[] Lines = [TrackingNames.Lines, TrackingNames.CatalogLines];

    private static readonly string[] CallSites = [TrackingNames.CallSites, TrackingNames.Interceptors, TrackingNames.ForeignCalls, TrackingNames.CallGraph];

    private static readonly Project Before = Project.Of("""
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;

        public static class A
        {
            [ActionServices] internal static void Add(IServiceCollection services, IConfiguration configuration) { }

            /// <summary>First</summary>
            [Action] public static int First(int a, [Range(1, 2)] int? b = null) => a + Second(new(1));

            [Action] public static int Second(Item item) => item.X;

            [Action] public static int Third() => Quiet.Nothing();
        }

        public sealed record Item(int X);
        """).With(Other, "public static class Other { public static int Call() => A.First(1); }")
            .With("/project/Quiet.cs", "public static class Quiet { public static int Nothing() => 1; }");

    [Fact]
    public void No_edit_runs_nothing() => Assert.Empty(ChangedBy(static p => p, Actions));

    [Fact]
    public void An_edit_of_a_file_without_actions_or_calls_reaches_nothing_behind_its_index() =>
        Assert.Equal([TrackingNames.TreeIndex], ChangedBy(static p => p.Replace("=> 1", "=> 2"), "/project/Quiet.cs"));

    [Fact]
    public void An_edit_of_a_file_that_calls_actions_touches_call_sites_only() =>
        Assert.Equal([TrackingNames.TreeIndex, TrackingNames.CallSites, TrackingNames.Interceptors], ChangedBy(static p => p.Replace("First(1)", "First(2)"), Other));

    [Fact]
    public void An_edit_of_who_calls_whom_touches_the_graph_too() => Assert.Equal(
        [TrackingNames.TreeIndex, TrackingNames.Declared, TrackingNames.CallSites, TrackingNames.Interceptors, TrackingNames.CallGraph],
        ChangedBy(static p => p.Replace("=> item.X;", "=> item.X + Other.Call();"), Actions));

    [Fact]
    public void A_way_between_two_actions_that_opens_in_a_third_file_touches_the_graph_alone() => Assert.Equal(
        [TrackingNames.TreeIndex, TrackingNames.CallGraph],
        ChangedBy(static p => p.Replace("=> 1", "=> Other.Call()"), "/project/Quiet.cs"));

    [Fact]
    public void An_edit_of_a_body_touches_call_sites_only()
    {
        string[] changed = ChangedBy(static p => p.Replace("=> item.X;", "=> item.X + 1;"), Actions);

        Assert.Equal([TrackingNames.TreeIndex, TrackingNames.Declared, TrackingNames.CallSites, TrackingNames.Interceptors], changed);
    }

    [Fact]
    public void An_edit_of_a_body_that_moves_lines_touches_call_sites_and_lines_only()
    {
        string[] changed = ChangedBy(static p => p.Replace("=> a + Second", "=>\n    a + Second"), Actions);

        Assert.Empty(changed.Except([.. Files, .. Lines, .. CallSites]));
        Assert.Superset(Lines.ToHashSet(), changed.ToHashSet());
    }

    [Fact]
    public void A_first_parameter_that_only_its_type_can_judge_adds_a_check() =>
        Assert.Contains(TrackingNames.TypeChecks, ChangedBy(static p => p.Replace("record Item(int X)", "record Item(int X, System.Net.IPAddress? Y = null)"), Actions));

    [Fact]
    public void Another_type_without_code_of_its_own_changes_no_check() =>
        Assert.DoesNotContain(TrackingNames.TypeChecks, ChangedBy(static p => p.Replace("int a,", "long a,").Replace("=> a + ", "=> (int)a + "), Actions));

    [Fact]
    public void An_edit_in_front_of_everything_touches_call_sites_and_lines_only() =>
        Assert.Empty(ChangedBy(static p => "// new\n" + p, Actions).Except([.. Files, .. Lines, .. CallSites]));

    [Fact]
    public void An_edit_of_a_signature_runs_what_depends_on_it()
    {
        string[] changed = ChangedBy(static p => p.Replace("int a,", "long a,").Replace("=> a + ", "=> (int)a + "), Actions);

        Assert.Superset(new HashSet<string> { TrackingNames.Actions, TrackingNames.AcceptedActions, TrackingNames.ActionTypes, TrackingNames.Interceptors }, changed.ToHashSet());
        // The index knows names, and the names are the same
        Assert.DoesNotContain(TrackingNames.Catalog, changed);
        Assert.DoesNotContain(TrackingNames.CalledNames, changed);
    }

    [Theory]
    [InlineData("<summary>First", "<summary>Changed")]
    [InlineData("Range(1, 2)", "Range(1, 3)")]
    [InlineData("= null", "= 2")]
    [InlineData("record Item(int X)", "record Item(int X, int Y = 1)")]
    public void An_edit_of_what_is_shown_runs_what_shows_it(string before, string after) =>
        Assert.Superset(new HashSet<string> { TrackingNames.Actions, TrackingNames.ActionTypes }, ChangedBy(p => p.Replace(before, after), Actions).ToHashSet());

    [Fact]
    public void A_new_action_reaches_the_catalog() => Assert.Superset(
        new HashSet<string> { TrackingNames.Catalog, TrackingNames.CalledNames, TrackingNames.CatalogLines },
        ChangedBy(static p => p.Replace("    [Action] public static int Second", "    [Action] public static int Fourth() => 3;\n\n    [Action] public static int Second"), Actions).ToHashSet());

    [Fact]
    public void Every_step_is_watched_here() => Assert.Equal(
        typeof(TrackingNames).GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public)
            .Select(static f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal),
        Files.Concat(Declaration).Concat(Lines).Concat(CallSites).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(Actions, "=> item.X;", "=> item.X + 1;")]
    [InlineData(Actions, "record Item(int X)", "record Item(int X, int Y = 1)")]
    [InlineData("/project/Quiet.cs", "=> 1", "=> 2")]
    public void An_old_compilation_can_be_collected(string path, string before, string after)
    {
        (WeakReference compilation, GeneratorDriver driver) = RunTwice(path, before, after);
        for (int i = 0; i < 10 && compilation.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(compilation.IsAlive);
        GC.KeepAlive(driver);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference, GeneratorDriver) RunTwice(string path, string before, string after)
    {
        CSharpCompilation first = Before.Compile();
        // Without step tracking, which is what keeps inputs in these tests and not in a compiler
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new TinpotGenerator().AsSourceGenerator()], parseOptions: Before.ParseOptions)
            .RunGenerators(first, TestContext.Current.CancellationToken)
            .RunGenerators(Edit(first, p => p.Replace(before, after), path), TestContext.Current.CancellationToken);
        return (new WeakReference(first), driver);
    }

    /// <summary>Names of the steps that ran again and came to something else, in the order of the pipeline.</summary>
    private static string[] ChangedBy(Func<string, string> edit, string path)
    {
        CSharpCompilation first = Before.Compile();
        GeneratorDriver driver = (Before with { TracksSteps = true }).Driver().RunGenerators(first, TestContext.Current.CancellationToken);
        CSharpCompilation second = Edit(first, edit, path);
        driver = driver.RunGeneratorsAndUpdateCompilation(second, out Compilation output, out _, TestContext.Current.CancellationToken);
        using MemoryStream stream = new();
        Assert.True(output.Emit(stream).Success, "The edited program no longer compiles.");

        ImmutableDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> steps = driver.GetRunResult().Results[0].TrackedSteps;
        Assert.Empty(Files.Concat(Declaration).Concat(Lines).Concat(CallSites).Except(steps.Keys));
        return [.. Files.Concat(Declaration).Concat(Lines).Concat(CallSites)
            .Where(name => steps[name].SelectMany(static s => s.Outputs)
                .Any(static o => o.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)))];
    }

    private static CSharpCompilation Edit(CSharpCompilation compilation, Func<string, string> edit, string path)
    {
        string before = Before.Files[path];
        string after = edit(before);
        return after == before
            ? compilation
            : compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(t => t.FilePath == path), Before.With(path, after).Parse(path));
    }
}
