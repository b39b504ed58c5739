using System.IO.Compression;

namespace Tinpot.Packages.Tests;

/// <summary>Which packages the tree makes.</summary>
public sealed class PackingTests(PackageFeed feed)
{
    [Fact]
    public void Two_projects_are_packages_and_no_others() =>
        Assert.Equal(
            ["Tinpot.Abstractions.csproj", "Tinpot.Host.csproj"],
            ((string[])["src", "samples", "tests", "benchmarks"])
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories))
                .Where(file => File.ReadAllText(file).Contains("<IsPackable>true</IsPackable>", StringComparison.Ordinal))
                .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

    /// <summary>The commands that somebody types who has just cloned the tree; nothing was built before.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("src/Tinpot.Abstractions src/Tinpot.Host")]
    [Trait("Runs", "soak")]
    public async Task A_fresh_clone_makes_the_same_packages(string projects)
    {
        await feed.PackAsync();
        using var clone = new FreshClone();

        foreach (var project in projects.Split(' '))
        {
            string[] words = ["pack", .. project.Length > 0 ? [project] : Array.Empty<string>(), "-o", "feed", ReleaseBuild.WithoutAnalyzers, "--verbosity", "quiet"];
            (await Command.RunAsync(clone.Folder, "dotnet", words)).Expect();
        }

        var made = Directory.GetFiles(Path.Combine(clone.Folder, "feed")).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(2, made.Length);
        foreach (var (package, name) in made.Zip(feed.Packed))
        {
            Assert.Equal(FilesOf(Path.Combine(feed.Folder, name)), FilesOf(package));
        }
    }

    private static string[] FilesOf(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        // The properties have a name of their own in each package
        return [.. archive.Entries.Select(entry => entry.FullName).Where(name => !name.EndsWith(".psmdcp", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}
