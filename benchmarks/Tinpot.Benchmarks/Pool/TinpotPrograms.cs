using System.Globalization;

namespace Tinpot.Benchmarks.Pool;

/// <summary>The program that is asked, as hosts with different settings and a data folder each.</summary>
/// <param name="concurrency">null = as many executions at once as Tinpot runs by itself.</param>
internal sealed class TinpotPrograms(string folder, int? concurrency)
{
    private int _started;

    /// <summary>Runs actions within itself.</summary>
    public Contender InProcess(string name, string program) => new(name, Start(program, "inprocess", []));

    /// <summary>Runs actions in children that are kept warm.</summary>
    public Contender Pool(string name, string program, Contender? reference = null) =>
        new(name, Start(program, "process", [])) { Reference = reference };

    /// <summary>Runs each action in a child that was started for it.</summary>
    public Contender Cold(string name, string program, Contender reference) =>
        new(name, Start(program, "process", new() { ["TINPOT_CHILD_MAX_EXECUTIONS"] = "1" })) { Reference = reference };

    /// <summary>Does the steps of an execution that cannot be avoided, without Tinpot.</summary>
    public Contender Floor(string name) =>
        new(name, new OwnedProcess(BuiltPrograms.Load, ["pool-floor"], folder, new Dictionary<string, string> { ["TINPOT_DATA"] = NextData() }));

    private OwnedProcess Start(string program, string isolation, Dictionary<string, string> environment)
    {
        environment["TINPOT_ISOLATION"] = isolation;
        if (concurrency is { } count)
            environment["WORKER_CONCURRENCY"] = count.ToString(CultureInfo.InvariantCulture);
        environment["TINPOT_DATA"] = NextData();
        return new OwnedProcess(program, [], folder, environment);
    }

    private string NextData() => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"data{_started++}"));
}
