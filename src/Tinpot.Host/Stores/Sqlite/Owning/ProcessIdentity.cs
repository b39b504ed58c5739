using System.Diagnostics;
using Tinpot.Platform.Processes;

namespace Tinpot.Stores.Sqlite.Owning;

/// <summary>Names a process among all that there ever were, on every machine that may reach the store.</summary>
/// <param name="Boot">The run of the kernel; empty where the system has no such id.</param>
/// <param name="PidSpace">The kernel's name for the set of processes in which <paramref name="Pid"/> counts: a container has one of its own.</param>
/// <param name="Started">When it started, by a clock that cannot be set.</param>
/// <param name="Machine">The machine's own id; empty when it has none.</param>
/// <param name="Host">The machine's name, for people.</param>
internal sealed record ProcessIdentity(string Boot, string PidSpace, int Pid, long Started, string Machine, string Host)
{
    /// <summary>That of processes in no container.</summary>
    private const string FirstPidSpace = "pid:[4026531836]";

    public static ProcessIdentity Current { get; } = new(
        ReadText("/proc/sys/kernel/random/boot_id"),
        ReadPidSpace(),
        Environment.ProcessId,
        StartOf(Environment.ProcessId) ?? 0,
        ReadText("/etc/machine-id"),
        Environment.MachineName);

    /// <summary>Whether the process ids of both count the same processes.</summary>
    public bool SharesProcesses(ProcessIdentity other) => Boot.Length > 0
        ? Boot == other.Boot && PidSpace == other.PidSpace
        : other.Boot.Length == 0 && Host == other.Host;

    /// <summary>Whether the machine was started again since the other lived. In containers that cannot be known: images share ids and names.</summary>
    public bool IsRebootSince(ProcessIdentity other) =>
        Boot != other.Boot && Machine.Length > 0 && Machine == other.Machine && Host == other.Host
        && PidSpace == FirstPidSpace && other.PidSpace == FirstPidSpace;

    /// <returns>When the process started; null when there is none of that number.</returns>
    public static long? StartOf(int pid)
    {
        if (OperatingSystem.IsLinux())
            return ProcessStat.Read(pid) is { IsZombie: false } stat ? (long)stat.Started : null;
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.StartTime.ToUniversalTime().Ticks;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string ReadPidSpace()
    {
        try
        {
            return OperatingSystem.IsLinux() ? new FileInfo("/proc/self/ns/pid").LinkTarget ?? "" : "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            return OperatingSystem.IsLinux() ? File.ReadAllText(path).Trim() : "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
