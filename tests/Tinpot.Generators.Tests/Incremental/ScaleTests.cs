using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Tinpot.Generators.Pipeline;

namespace Tinpot.Generators.Tests.Incremental;

/// <summary>
/// Many files with an action each, three calls for each action, all in a twentieth of the files. <c>TESTS_SCALE</c>
/// multiplies the files; with steps recorded the time grows faster than their number, and a thousand files take more than a
/// quarter of an hour.
/// </summary>
public class ScaleTests
{
    private const int CallsPerFile = 60;

    private static readonly int Files = Scale.Times(100);

    private const string Quiet = "/project/Quiet.cs";

    [Fact]
    public void An_unrelated_edit_of_a_large_project_stops_at_the_index_of_its_file()
    {
        Project project = Large();
        CSharpCompilation first = project.Compile();
        GeneratorDriver driver = (project with { TracksSteps = true }).Driver().RunGenerators(first, TestContext.Current.CancellationToken);
        Assert.Equal(3 * Files, driver.GetRunResult().Results[0].GeneratedSources.Single(static s => s.HintName == "Tinpot.Interceptors.g.cs")
            .SourceText.ToString().Split("CompilerServices.InterceptsLocation(1").Length - 1);

        SyntaxTree edited = project.With(Quiet, project.Files[Quiet].Replace("=> 1", "=> 2")).Parse(Quiet);
        driver = driver.RunGenerators(first.ReplaceSyntaxTree(first.SyntaxTrees.Single(static t => t.FilePath == Quiet), edited), TestContext.Current.CancellationToken);

        var steps = driver.GetRunResult().Results[0].TrackedSteps;
        Assert.Equal([TrackingNames.TreeIndex], steps.Where(static s => s.Key.StartsWith("Tinpot.", StringComparison.Ordinal))
            .Where(static s => s.Value.SelectMany(static x => x.Outputs).Any(static o => o.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)))
            .Select(static s => s.Key));
        Assert.Single(steps[TrackingNames.TreeIndex].SelectMany(static x => x.Outputs), static o => o.Reason is IncrementalStepRunReason.Modified);
    }

    private static Project Large()
    {
        Project project = Project.Of("public static class Start { }").With(Quiet, "public static class Quiet { public static int Nothing() => 1; }");
        for (int file = 0; file < Files; file++)
        {
            StringBuilder text = new($"public static class Many{file} {{ [Action] public static int Work{file}(int days = 7) => days;\n public static int Other{file}(int sum) {{");
            for (int call = 0; file < Files / 20 && call < CallsPerFile; call++)
                text.Append($" sum += Many{(file * CallsPerFile + call) % Files}.Work{(file * CallsPerFile + call) % Files}({call});");
            project = project.With($"/project/Many{file}.cs", text.Append(" return sum; } }").ToString());
        }
        return project;
    }
}
