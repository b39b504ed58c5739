using System.Diagnostics;

namespace Tinpot.Benchmarks.Pool;

/// <summary>Publishes a project as one native executable.</summary>
internal static class NativeProgram
{
    /// <param name="project">Its folder below that of the benchmarks.</param>
    /// <param name="name">That of the executable.</param>
    /// <exception cref="InvalidOperationException">It cannot be published; the message has the output of the compiler.</exception>
    public static async Task<string> PublishAsync(string folder, string project, string name)
    {
        string output = Path.Combine(folder, "native", name);
        ProcessStartInfo start = new(
            "dotnet",
            ["publish", Path.Combine(Repository.Root, "benchmarks", project), "-c", "Release", "--output", output, "--artifacts-path", Path.Combine(folder, "artifacts"), "--disable-build-servers", "-v", "q", "-nologo"])
        {
            RedirectStandardOutput = true,
        };
        using Process publish = Process.Start(start)!;
        string said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? Path.Combine(output, name) : throw new InvalidOperationException($"{project} cannot be published:\n{said}");
    }
}
