using System.IO.Compression;
using System.Xml.Linq;

namespace Tinpot.Packages.Tests;

/// <summary>What is in the packages.</summary>
public sealed class PackageContentTests(PackageFeed feed)
{
    [Fact]
    public async Task Abstractions_carries_the_generator()
    {
        using var package = await OpenAsync("Tinpot.Abstractions");

        var files = package.Entries.Select(entry => entry.FullName).ToHashSet();
        Assert.Contains("lib/net10.0/Tinpot.Abstractions.dll", files);
        Assert.Contains("lib/net10.0/Tinpot.Abstractions.xml", files);
        Assert.Contains("README.md", files);
        // The generator and the fixes alone: what they are compiled against comes with the compiler or editor that loads them
        Assert.Equal(
            ["analyzers/dotnet/cs/Tinpot.CodeFixes.dll", "analyzers/dotnet/cs/Tinpot.Generators.dll"],
            files.Where(file => file.StartsWith("analyzers/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        // For no other framework than the library's: else NuGet takes the package for one that serves every project, and the compiler says why not
        Assert.Equal(
            ["buildTransitive/net10.0/Tinpot.Abstractions.props", "buildTransitive/net10.0/Tinpot.Abstractions.targets"],
            files.Where(file => file.StartsWith("build", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Host_passes_the_generator_on()
    {
        using var package = await OpenAsync("Tinpot.Host");
        using var nuspec = package.Entries.Single(entry => entry.Name == "Tinpot.Host.nuspec").Open();

        var dependency = XDocument.Load(nuspec).Descendants()
            .Single(element => element.Name.LocalName == "dependency" && (string?)element.Attribute("id") == "Tinpot.Abstractions");
        Assert.Null(dependency.Attribute("exclude"));
    }

    [Fact]
    public async Task No_package_depends_on_the_compiler()
    {
        foreach (var name in (string[])["Tinpot.Abstractions", "Tinpot.Host"])
        {
            using var package = await OpenAsync(name);
            using var nuspec = package.Entries.Single(entry => entry.Name == $"{name}.nuspec").Open();

            Assert.DoesNotContain("CodeAnalysis", await new StreamReader(nuspec).ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    private async Task<ZipArchive> OpenAsync(string package)
    {
        await feed.PackAsync();
        return await ZipFile.OpenReadAsync(Path.Combine(feed.Folder, $"{package}.{ReleaseBuild.Version}.nupkg"));
    }
}
