using System.Globalization;

namespace Tinpot.Tests.Processes;

/// <summary>A control group that bounds how many processes and threads there are in it, as a container and a systemd unit have one.</summary>
public sealed class TaskGroup : IDisposable
{
    private readonly string _folder;

    private TaskGroup(string folder) => _folder = folder;

    /// <summary>What stands before a program on the command line so that it is in the group.</summary>
    public IReadOnlyList<string> Entry => ["sh", "-c", $"echo $$ >'{_folder}/cgroup.procs' && exec \"$@\"", "sh"];

    private int Count => int.Parse(File.ReadAllText(Path.Combine(_folder, "pids.current")), CultureInfo.InvariantCulture);

    /// <summary>Lets in so many more tasks than it has now; null = no limit.</summary>
    public void Limit(int? more) =>
        File.WriteAllText(Path.Combine(_folder, "pids.max"), more is { } number ? (Count + number).ToString(CultureInfo.InvariantCulture) : "max");

    /// <summary>null where the system lets nobody make such a group, as in a container that may not write to them.</summary>
    public static TaskGroup? TryCreate()
    {
        if (((string[])["/sys/fs/cgroup/pids", "/sys/fs/cgroup"]).FirstOrDefault(Counts) is not { } root)
            return null;
        string folder = Path.Combine(root, $"tinpot-{Guid.NewGuid():n}");
        Directory.CreateDirectory(folder);
        return new TaskGroup(folder);
    }

    public void Dispose()
    {
        // A group goes only when the last process has left it
        for (int attempt = 0; Directory.Exists(_folder); attempt++)
        {
            try
            {
                Directory.Delete(_folder);
            }
            catch (IOException) when (attempt < 1_000)
            {
                Thread.Sleep(10);
            }
        }
    }

    private static bool Counts(string root)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !Directory.Exists(root))
            return false;
        string trial = Path.Combine(root, $"tinpot-{Guid.NewGuid():n}");
        try
        {
            Directory.CreateDirectory(trial);
            bool counts = File.Exists(Path.Combine(trial, "pids.max"));
            Directory.Delete(trial);
            return counts;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
