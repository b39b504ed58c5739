namespace Tinpot.Packages.Tests;

/// <summary>The packages of this tree, packed once for all tests that ask.</summary>
public sealed class PackageFeed : IDisposable
{
    private readonly CompilerServer _compiler = new();
    private readonly Lazy<Task> _packed;

    /// <summary>Nothing is packed yet.</summary>
    public PackageFeed() => _packed = new Lazy<Task>(CreateAsync);

    /// <summary>Holds everything the tests write.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("tinpot-packages-").FullName;

    /// <summary>Holds the packages.</summary>
    public string Folder => Path.Combine(Root, "feed");

    /// <summary>The files that packing the tree made.</summary>
    public IReadOnlyList<string> Packed { get; private set; } = [];

    /// <summary>Returns when the packages are there.</summary>
    public Task PackAsync() => _packed.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        _compiler.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private async Task CreateAsync()
    {
        foreach (var project in (string[])["src/Tinpot.Abstractions", "src/Tinpot.Host"])
        {
            await ReleaseBuild.DotnetAsync("pack", project, "--no-build", "--output", Folder, "--verbosity", "quiet");
        }

        Packed = [.. Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

        var machine = (await Command.RunAsync(Root, "dotnet", "nuget", "locals", "global-packages", "--list")).Expect();
        var cache = machine.Output[(machine.Output.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();

        // Our packages land in a folder of this run; everything else is taken from the machine's when it is there
        await File.WriteAllTextAsync(
            Path.Combine(Root, "NuGet.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Root}/packages" /></config>
              <packageSources><add key="tinpot" value="{Folder}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{cache}" /></fallbackPackageFolders>
            </configuration>
            """);
        // Whatever lies above the temporary folder is no part of a newcomer's project
        foreach (var file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            await File.WriteAllTextAsync(Path.Combine(Root, file), "<Project />");
        }
    }
}
