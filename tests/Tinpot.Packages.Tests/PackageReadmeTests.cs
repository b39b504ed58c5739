using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tinpot.Packages.Tests;

/// <summary>What somebody reads of a package before it is installed.</summary>
public sealed partial class PackageReadmeTests(PackageFeed feed)
{
    [Theory]
    [InlineData("Tinpot.Abstractions")]
    [InlineData("Tinpot.Host")]
    public async Task A_package_says_what_it_is_and_where_it_comes_from(string name)
    {
        var metadata = XDocument.Parse(await ReadAsync(name, $"{name}.nuspec")).Root!.Elements().Single();

        Assert.All(
            (string[])["description", "tags", "projectUrl", "license", "readme", "authors"],
            element => Assert.NotEmpty(metadata.Elements().Single(one => one.Name.LocalName == element).Value));
        // The files that a relative link means are not in the package
        Assert.All(Links().Matches(await ReadAsync(name, "README.md")), link => Assert.StartsWith("https://", link.Groups[1].Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_steps_of_the_host_work()
    {
        var readme = await ReadAsync("Tinpot.Host", "README.md");
        var project = await NewProject.WriteAsync(feed, "FirstSteps", "Exe", CSharp(readme), ["Tinpot.Host"], strict: false);
        await project.BuildAsync();

        Assert.Contains("dotnet run -- run greet --name Ada --times 2", readme, StringComparison.Ordinal);
        var run = (await project.RunAsync("run", "greet", "--name", "Ada", "--times", "2")).Expect();
        Assert.Equal("\"greeted Ada\"", run.Output.Trim());
    }

    [Fact]
    public async Task The_first_steps_of_a_library_work()
    {
        var project = await NewProject.WriteAsync(
            feed, "FirstLibrary", "Library", CSharp(await ReadAsync("Tinpot.Abstractions", "README.md")), ["Tinpot.Abstractions"], strict: false);
        await project.BuildAsync();
    }

    private async Task<string> ReadAsync(string package, string file)
    {
        await feed.PackAsync();
        using var archive = await ZipFile.OpenReadAsync(Path.Combine(feed.Folder, $"{package}.{ReleaseBuild.Version}.nupkg"));
        using var content = await archive.GetEntry(file)!.OpenAsync();
        return await new StreamReader(content).ReadToEndAsync();
    }

    private static string CSharp(string readme) => Code().Match(readme).Groups[1].Value;

    [GeneratedRegex(@"\]\(([^)]*)\)")]
    private static partial Regex Links();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
