using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Tinpot.Generators.Pipeline;

namespace Tinpot.Generators.Tests.Incremental;

/// <summary>What an edit costs in the branch of call sites: an index of the edited file, and a look at the files that name an action.</summary>
public class CallBranchTests
{
    private const int QuietFiles = 30;

    [Fact]
    public void Only_files_that_name_an_action_are_looked_at()
    {
        Project project = Sources();
        int looks = 0;
        GeneratorDriver driver = project.Driver(new TinpotGenerator(new Guard(step =>
        {
            if (step == TrackingNames.CallSites)
                looks++;
        })));
        CSharpCompilation compilation = project.Compile();

        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        // A.cs calls, B.cs calls; C.cs declares what is called
        Assert.InRange(looks, 2, 3);
        int first = looks;

        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        Assert.Equal(first, looks);

        // What a name means may change with any file, so they are looked at again, and only they
        driver.RunGenerators(Edit(project, compilation, "/project/Quiet7.cs"), TestContext.Current.CancellationToken);
        Assert.Equal(2 * first, looks);
    }

    [Theory]
    [InlineData("/project/Quiet7.cs", 0)]
    [InlineData("/project/A.cs", 1)]
    public void An_edit_indexes_its_file_alone_and_changes_its_calls_alone(string path, int changedFiles)
    {
        Project project = Sources();
        CSharpCompilation compilation = project.Compile();
        GeneratorDriver driver = (project with { TracksSteps = true }).Driver().RunGenerators(compilation, TestContext.Current.CancellationToken);

        driver = driver.RunGenerators(Edit(project, compilation, path), TestContext.Current.CancellationToken);

        Assert.Equal((1, QuietFiles + 3), Reasons(driver, TrackingNames.TreeIndex));
        Assert.Equal(changedFiles, Reasons(driver, TrackingNames.CallSites).Changed);
        Assert.Equal(changedFiles, Reasons(driver, TrackingNames.Interceptors).Changed);
    }

    /// <summary>How many outputs of a step are new, and how many are as they were.</summary>
    private static (int Changed, int Kept) Reasons(GeneratorDriver driver, string step)
    {
        IncrementalStepRunReason[] reasons = [.. driver.GetRunResult().Results[0].TrackedSteps[step].SelectMany(static s => s.Outputs).Select(static o => o.Reason)];
        int kept = reasons.Count(static r => r is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged);
        return (reasons.Length - kept, kept);
    }

    private static CSharpCompilation Edit(Project project, CSharpCompilation compilation, string path) => compilation.ReplaceSyntaxTree(
        compilation.SyntaxTrees.Single(t => t.FilePath == path), project.With(path, "// edited\n" + project.Files[path]).Parse(path));

    private static Project Sources()
    {
        Project project = Project.Of("public static class Leaf { [Action] public static int Add(int a) => a; }")
            .With("/project/A.cs", "public static class A { public static int Call() => Leaf.Add(1); }")
            .With("/project/B.cs", "public static class B { public static int Call() => Leaf.Add(2); }");
        for (int i = 0; i < QuietFiles; i++)
            project = project.With($"/project/Quiet{i}.cs", $"public static class Quiet{i} {{ public static int Run() => Math.Max(1, {i}); }}");
        return project;
    }
}
