using System.Diagnostics;
using System.Globalization;

namespace Tinpot.Tests.Processes;

/// <summary>Limits of a process, and a user of its own: root is exempt from some limits, and others count all processes of a user.</summary>
public sealed record SystemLimits
{
    private const int FirstUser = 100_000;

    private readonly int _user = Random.Shared.Next(FirstUser, int.MaxValue);

    /// <summary>Most open files and connections.</summary>
    public int? Files { get; init; }

    /// <summary>Most processes and threads of the user, which can be changed later.</summary>
    public int? Processes { get; init; }

    private const int MostProcesses = 4_000;

    /// <summary>A control group that the process is in from its start.</summary>
    public TaskGroup? Group { get; init; }

    /// <summary>What stands before the program on the command line. The programs replace each other, so the process keeps its id.</summary>
    public IReadOnlyList<string> Command
    {
        get
        {
            string user = _user.ToString(CultureInfo.InvariantCulture);
            return [.. Group?.Entry ?? [], "setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups", .. Options.Any() ? ["prlimit", .. Options] : Array.Empty<string>()];
        }
    }

    private IEnumerable<string> Options => [
        .. Files is { } files ? [string.Create(CultureInfo.InvariantCulture, $"--nofile={files}:{files}")] : Array.Empty<string>(),
        .. Processes is { } processes ? [string.Create(CultureInfo.InvariantCulture, $"--nproc={processes}:{MostProcesses}")] : Array.Empty<string>(),
    ];

    /// <summary>A folder that the user may write to.</summary>
    internal static TestFolder Folder()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can start a process as another user.");
        var folder = new TestFolder();
        if (OperatingSystem.IsLinux())
            File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_111_111);
        return folder;
    }

    /// <summary>Changes the number of processes and threads of a host that runs, as its own user.</summary>
    public async Task RaiseAsync(int process)
    {
        string[] options = [$"--pid={process.ToString(CultureInfo.InvariantCulture)}", $"--nproc={MostProcesses.ToString(CultureInfo.InvariantCulture)}:{MostProcesses.ToString(CultureInfo.InvariantCulture)}"];
        string[] command = [.. Command.SkipWhile(word => word != "setpriv").Take(5), .. options];
        using Process prlimit = Process.Start(command[0], command[1..]);
        await prlimit.WaitForExitAsync();
        Assert.Equal(0, prlimit.ExitCode);
    }
}
