namespace Tinpot.Native.Tests;

/// <summary>What <c>dotnet publish</c> made and said.</summary>
/// <param name="Folder">Holds the program.</param>
/// <param name="Program">The executable.</param>
/// <param name="Output">Everything it printed.</param>
public sealed record Publication(string Folder, HostProgram Program, string Output)
{
    // The analyzers of the compiler have judged the same sources when the tree was built; those of the native compiler are at work here
    private const string WithoutAnalyzers = "-p:RunAnalyzers=false";

    /// <summary>Publishes as the documentation says; artifacts of its own, since other tests may be using the tree's.</summary>
    /// <param name="project">Path in the repository.</param>
    /// <param name="root">Holds what all publications build, so that they build together what they have in common.</param>
    /// <param name="folder">Where this one goes.</param>
    /// <param name="options">More words of the command.</param>
    public static async Task<Publication> CreateAsync(string project, string root, string folder, params string[] options)
    {
        string output = Path.Combine(root, folder);
        CommandResult published = (await Command.RunAsync(
            Repository.Root, "dotnet", ["publish", project, "--output", output, "--artifacts-path", Path.Combine(root, "artifacts"), WithoutAnalyzers, .. options])).Expect();
        return new Publication(output, new HostProgram(Path.Combine(output, Path.GetFileName(project))), published.Output + published.Error);
    }
}
