using System.Text.RegularExpressions;

namespace Tinpot.Packages.Tests;

/// <summary>The rules of the house that a compiler does not check.</summary>
public sealed partial class RepositoryTests
{
    private const int MostLines = 300;

    [Fact]
    public void No_source_file_is_long()
    {
        var longFiles = Files("*.cs")
            .Select(file => (File: Relative(file), Lines: File.ReadLines(file).Count()))
            .Where(file => file.Lines > MostLines);

        Assert.Empty(longFiles);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = ProjectPaths().Matches(File.ReadAllText(Path.Combine(Repository.Root, "Tinpot.sln")))
            .Select(match => match.Value.Replace('\\', '/'));

        Assert.Equal(Files("*.csproj").Select(Relative).Order(StringComparer.Ordinal), solution.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Files(string pattern) =>
        ((string[])["src", "samples", "tests", "benchmarks"])
            .Select(folder => Path.Combine(Repository.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .Where(file => !Built().IsMatch(Relative(file)));

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file);

    [GeneratedRegex(@"[^""]+\.csproj")]
    private static partial Regex ProjectPaths();

    // What a build wrote, packages from npm, and snapshots, which are data
    [GeneratedRegex(@"(^|/)(bin|obj|node_modules)/|\.verified\.|\.received\.")]
    private static partial Regex Built();
}
