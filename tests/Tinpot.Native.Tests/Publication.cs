using System.Diagnostics;
using System.Reflection;
using Tinpot.Faults.Tests;

namespace Tinpot.Native.Tests;

/// <summary>What <c>dotnet publish</c> made and said.</summary>
/// <param name="Folder">Holds the program.</param>
/// <param name="Program">The executable.</param>
/// <param name="Output">Everything it printed.</param>
public sealed record Publication(string Folder, HostProgram Program, string Output)
{
    // The machine may be shared: long enough for a cold restore and a native compilation
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static readonly string Root = typeof(Publication).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "RepositoryRoot").Value!;

    /// <summary>Publishes as the documentation says; artifacts of its own, since other tests may be using the tree's.</summary>
    public static async Task<Publication> CreateAsync(string project, string root, params string[] options)
    {
        string name = Path.GetFileName(project);
        string folder = Path.Combine(root, name);
        var start = new ProcessStartInfo(
            "dotnet",
            ["publish", project, "--output", folder, "--artifacts-path", Path.Combine(root, "artifacts"), "--disable-build-servers", .. options])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string variable in start.Environment.Keys.Where(IsOfTheTest).ToList())
            start.Environment.Remove(variable);
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        using Process process = Process.Start(start)!;
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            string said = await output + await error;
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"Publishing {project} failed:\n{said}");
            return new Publication(folder, new HostProgram(Path.Combine(folder, name)), said);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static bool IsOfTheTest(string name) =>
        name.StartsWith("TINPOT_", StringComparison.Ordinal)
        || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("TESTINGPLATFORM", StringComparison.Ordinal);
}
