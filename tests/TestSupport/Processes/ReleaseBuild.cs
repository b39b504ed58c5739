using System.Diagnostics;

namespace Tinpot.Tests.Processes;

/// <summary>The libraries, built once in Release. Every test program that packs or publishes them goes on from there.</summary>
internal static class ReleaseBuild
{
    /// <summary>The version of the packages. No cache has it, because the tests restore into folders of their own.</summary>
    public const string Version = "0.0.1-tests";

    /// <summary>An option of a build: the analyzers have judged the same sources when the tree was built.</summary>
    public const string WithoutAnalyzers = "-p:RunAnalyzers=false";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(15);

    private static readonly string Artifacts = Path.Combine(Repository.Root, "artifacts", "tests");

    private static readonly Lazy<Task> Built = new(BuildAsync);

    /// <summary>Options of a command that uses this build. With another version it would be restored again, while others use it.</summary>
    private static string[] Options => ["--artifacts-path", Artifacts, $"-p:PackageVersion={Version}", WithoutAnalyzers];

    /// <summary>Runs a command that packs or publishes, when the libraries are built.</summary>
    public static async Task<CommandResult> DotnetAsync(params string[] command)
    {
        await Built.Value;
        return (await Command.RunAsync(Repository.Root, "dotnet", [.. command, .. Options])).Expect();
    }

    private static async Task BuildAsync()
    {
        Directory.CreateDirectory(Artifacts);
        using FileStream turn = await EnterAsync(Path.Combine(Artifacts, "building"));
        (await Command.RunAsync(Repository.Root, "dotnet", ["build", "src/Tinpot.Host", "--configuration", "Release", "--verbosity", "quiet", .. Options])).Expect();
    }

    /// <summary>Test programs run at the same time: the first one builds, and the others find everything up to date.</summary>
    private static async Task<FileStream> EnterAsync(string file)
    {
        long since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(since) < Deadline)
            {
                await Task.Delay(100);
            }
        }
    }
}
