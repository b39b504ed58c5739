using System.Diagnostics;
using Tinpot.Platform.Processes;

namespace Tinpot.Host.Tests.Platform.Processes;

/// <summary>A script of the shell with a mark of its own; ended with all that it started when disposed, and by itself after two minutes.</summary>
internal sealed class ShellProcess : IDisposable
{
    /// <summary>What scripts start to have something that lives.</summary>
    public const string Sleep = "sleep 120";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    public ShellProcess(string script, string program = "sh", string? mark = null)
    {
        Mark = mark ?? Guid.NewGuid().ToString("n");
        var start = new ProcessStartInfo(program, program == "sh" ? ["-c", script] : ["sh", "-c", script]) { RedirectStandardOutput = true };
        start.Environment[ProcessMark.Variable] = Mark;
        _process = Process.Start(start)!;
    }

    public int Id => _process.Id;

    public string Mark { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Reads a line that the script prints with a number in it.</summary>
    public int ReadNumber() => int.Parse(_process.StandardOutput.ReadLine()!, System.Globalization.CultureInfo.InvariantCulture);

    public string? ReadLine() => _process.StandardOutput.ReadLine();

    public IReadOnlyList<ProcessEntry> UntilDescendants(int count)
    {
        Until(() => ProcessTree.Descendants(Id).Count >= count, $"It never had {count} descendants.");
        return ProcessTree.Descendants(Id);
    }

    public int ExitCode()
    {
        Assert.True(_process.WaitForExit(Deadline), "It lives on.");
        return _process.ExitCode;
    }

    public static bool IsAlive(int pid) => ProcessStat.Read(pid) is { IsZombie: false };

    /// <summary>A process that is killed is gone a moment later.</summary>
    public static void UntilGone(params IEnumerable<int> pids) =>
        Assert.All(pids, pid => Until(() => !IsAlive(pid), $"Process {pid} lives on."));

    public static void Until(Func<bool> condition, string otherwise)
    {
        long started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Deadline, otherwise);
            Thread.Sleep(1);
        }
    }

    public void Dispose()
    {
        ProcessTree.Kill(Id);
        ProcessTree.KillMarked(Mark);
        _process.Dispose();
    }
}
