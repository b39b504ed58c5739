namespace Tinpot.Native.Tests;

/// <summary>What <c>dotnet publish</c> made and said.</summary>
/// <param name="Folder">Holds the program.</param>
/// <param name="Program">The executable.</param>
/// <param name="Output">Everything it printed.</param>
public sealed record Publication(string Folder, HostProgram Program, string Output)
{
    /// <summary>Publishes as the documentation says.</summary>
    /// <param name="project">Path in the repository.</param>
    /// <param name="output">Where it goes.</param>
    /// <param name="options">More words of the command.</param>
    public static async Task<Publication> CreateAsync(string project, string output, params string[] options)
    {
        CommandResult published = await ReleaseBuild.DotnetAsync(["publish", project, "--output", output, .. options]);
        return new Publication(output, new HostProgram(Path.Combine(output, Path.GetFileName(project))), published.Output + published.Error);
    }
}
