using System.IO.Compression;

namespace Tinpot.Packages.Tests;

/// <summary>Packing a fresh clone by the commands that somebody types.</summary>
public sealed class PackingTests(PackageFeed feed)
{
    [Fact]
    public async Task The_root_makes_the_packages_and_nothing_else()
    {
        await feed.PackAsync();

        Assert.Equal([$"Tinpot.Abstractions.{feed.Version}.nupkg", $"Tinpot.Host.{feed.Version}.nupkg"], feed.Packed);
    }

    [Fact]
    public async Task Each_project_makes_the_same_by_itself()
    {
        await feed.PackAsync();
        using var clone = new FreshClone();

        foreach (var project in (string[])["Tinpot.Abstractions", "Tinpot.Host"])
        {
            (await Command.RunAsync(clone.Folder, "dotnet", "pack", $"src/{project}", "-o", "feed", FreshClone.WithoutAnalyzers, "--verbosity", "quiet")).Expect();
        }

        var made = Directory.GetFiles(Path.Combine(clone.Folder, "feed"), "*.nupkg").Order(StringComparer.Ordinal).ToArray();
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
