using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Fuzz;

/// <summary>
/// Whatever C# takes as a declaration is an action or an error of ours: never an error in generated code, never a file that is
/// lost. <c>TESTS_SCALE</c> multiplies the declarations, <c>TESTS_SEED</c> begins with others.
/// </summary>
public class DeclarationFuzzTests(ITestOutputHelper output)
{
    private const int Together = 25;

    private static readonly int Wanted = Scale.Times(200);

    [Fact]
    public async Task A_declaration_is_an_action_or_an_error_of_ours()
    {
        int actions = 0, refused = 0, seed = int.TryParse(Environment.GetEnvironmentVariable("TESTS_SEED"), CultureInfo.InvariantCulture, out int given) ? given : 0;
        while (actions + refused < Wanted)
        {
            Project project = Sound(Enumerable.Range(seed, 4 * Together), Math.Min(Together, Wanted - actions - refused));
            seed += 4 * Together;
            (int taken, int left) = await CheckAsync(project);
            actions += taken;
            refused += left;
        }

        output.WriteLine($"{seed} declarations, of which C# takes {Wanted}: {actions} are actions, {refused} are refused.");
        Assert.InRange(actions, Wanted / 5, Wanted);
    }

    private static Project Empty => Project.Of(RandomDeclaration.Types) with { Unsafe = true, Strict = false };

    private static string PathOf(int seed) => $"/project/D{seed}.cs";

    /// <summary>Those that compile without our generator.</summary>
    private static Project Sound(IEnumerable<int> seeds, int most)
    {
        Project all = seeds.Aggregate(Empty, static (project, seed) => project.With(PathOf(seed), new RandomDeclaration(seed).Next()));
        HashSet<string> broken = [.. Errors(all.Compile()).Select(static d => d.Location.SourceTree!.FilePath)];
        IEnumerable<string> sound = all.Files.Keys.Where(path => path.StartsWith("/project/D", StringComparison.Ordinal) && !broken.Contains(path)).Take(most);
        return sound.Aggregate(Empty, (project, path) => project.With(path, all.Files[path]));
    }

    private static async Task<(int Actions, int Refused)> CheckAsync(Project project)
    {
        Generated generated = project.Generate();
        Diagnostic[] errors = Errors(generated.Compilation);
        Assert.True(errors.Length == 0, $"{string.Join("\n", errors.Take(5))}\n{string.Join("\n", errors.Take(5).Select(d => project.Files.GetValueOrDefault(d.Location.SourceTree!.FilePath) ?? d.Location.SourceTree.ToString()))}\n{string.Join("\n", project.Files.Where(static f => f.Key.StartsWith("/project/D", StringComparison.Ordinal)).Select(static f => f.Value))}");
        ImmutableArray<Diagnostic> diagnostics = await project.AnalyzeAsync();
        HashSet<string> refused = [.. diagnostics.Where(static d => d.Id.StartsWith("TPT", StringComparison.Ordinal) && d.Severity is DiagnosticSeverity.Error && d.Location.IsInSource).Select(static d => d.Location.SourceTree!.FilePath)];
        int actions = 0;
        foreach ((string path, string text) in project.Files.Where(static f => f.Key.StartsWith("/project/D", StringComparison.Ordinal)))
        {
            string start = $"Tinpot.Actions_N{Path.GetFileNameWithoutExtension(path)[1..]}_";
            bool taken = Array.Exists(generated.FileNames, name => name.StartsWith(start, StringComparison.Ordinal));
            Assert.True(taken != refused.Contains(path), $"{(taken ? "Taken and refused" : "Neither taken nor refused")}: {text}\n{string.Join("\n", diagnostics)}");
            actions += taken ? 1 : 0;
        }

        if (actions > 0)
        {
            using RunningProgram program = generated.Load();
            Assert.Equal(actions, program.Catalog.Names.Count());
        }

        return (actions, refused.Count);
    }

    private static Diagnostic[] Errors(Compilation compilation) =>
        [.. compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d is { DefaultSeverity: DiagnosticSeverity.Error, IsSuppressed: false } && d.Location.IsInSource)];
}
