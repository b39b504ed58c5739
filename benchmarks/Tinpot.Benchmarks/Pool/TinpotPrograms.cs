using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Tinpot.Benchmarks.Pool;

/// <summary>The program that is asked, built for the JIT beside this one or published as one native executable.</summary>
internal sealed class TinpotPrograms(string folder, int concurrency)
{
    private int _started;

    public static string Jit { get; } = typeof(TinpotPrograms).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(static item => item.Key == "Load").Value!;

    /// <summary>Publishes the native executable; null, with the compiler's words on standard error, when that fails.</summary>
    public async Task<string?> PublishAsync()
    {
        string output = Path.Combine(folder, "native");
        ProcessStartInfo start = new(
            "dotnet",
            ["publish", Path.Combine(Repository.Root, "benchmarks", "Tinpot.Load"), "-c", "Release", "--output", output, "--artifacts-path", Path.Combine(folder, "artifacts"), "--disable-build-servers", "-v", "q", "-nologo"])
        {
            RedirectStandardOutput = true,
        };
        using Process publish = Process.Start(start)!;
        string said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode == 0)
            return Path.Combine(output, "Tinpot.Load");
        await Console.Error.WriteLineAsync(said);
        return null;
    }

    /// <summary>Runs actions within itself.</summary>
    public Contender InProcess(string name, string program) => new(name, Start(program, "inprocess", []));

    /// <summary>Runs actions in children that are kept warm.</summary>
    public Contender Pool(string name, string program, Contender reference) =>
        new(name, Start(program, "process", [])) { Reference = reference };

    /// <summary>Runs each action in a child that was started for it.</summary>
    public Contender Cold(string name, string program, Contender reference) =>
        new(name, Start(program, "process", new() { ["TINPOT_CHILD_MAX_EXECUTIONS"] = "1" })) { Reference = reference };

    private OwnedProcess Start(string program, string isolation, Dictionary<string, string> environment)
    {
        environment["TINPOT_ISOLATION"] = isolation;
        environment["WORKER_CONCURRENCY"] = concurrency.ToString(CultureInfo.InvariantCulture);
        environment["TINPOT_DATA"] = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"data{_started++}"));
        return new OwnedProcess(program, [], folder, environment);
    }
}
