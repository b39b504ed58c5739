using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Tinpot.Runtime.Shells;

/// <summary>A program and all its descendants, remembered when they are first seen: after the end of their parents they belong to another process.</summary>
[SupportedOSPlatform("linux")]
internal sealed partial class ShellTree(int root)
{
    private static readonly TimeSpan StoppingTime = TimeSpan.FromSeconds(1);

    private const int Killed = 9;
    private const int Terminated = 15;
    private const int Stopped = 19;

    /// <summary>When each process started, in ticks since boot: its number alone is used again.</summary>
    private readonly Dictionary<int, string> _started = [];

    /// <summary>Remembers all of them, and asks them to end.</summary>
    /// <param name="signalled">Another process has sent them SIGTERM.</param>
    public void Terminate(bool signalled)
    {
        List<int> processes = Look();
        if (!signalled)
            Send(Terminated, processes);
    }

    /// <summary>Ends all of them, stopping each first so that none starts another meanwhile.</summary>
    public void Kill()
    {
        Look();
        Send(Stopped, Living());
        // One that starts others faster than they can be stopped is killed all the same, with what was seen of them
        long since = Stopwatch.GetTimestamp();
        for (List<int> more; (more = Look()).Count > 0 && Stopwatch.GetElapsedTime(since) < StoppingTime;)
            Send(Stopped, more);
        Send(Killed, Living());
    }

    /// <summary>Whether any of those that were seen is still there; a zombie is not.</summary>
    public bool IsAlive() => Living().Any();

    /// <returns>Who was not seen before.</returns>
    private List<int> Look()
    {
        var fresh = new List<int>();
        if (_started.Count == 0 && Read(root) is { } first)
            Add(root, first);
        ILookup<int, (int Pid, Entry Entry)> children = All().ToLookup(process => process.Entry.Parent);
        var parents = new Queue<int>(Living().ToList());
        while (parents.TryDequeue(out int parent))
        {
            foreach ((int pid, Entry entry) in children[parent])
            {
                if (!_started.TryGetValue(pid, out string? started) || started != entry.Started)
                {
                    Add(pid, entry);
                    parents.Enqueue(pid);
                }
            }
        }

        return fresh;

        void Add(int pid, Entry entry)
        {
            _started[pid] = entry.Started;
            fresh.Add(pid);
        }
    }

    private IEnumerable<int> Living() => _started.Where(process => Read(process.Key)?.Started == process.Value).Select(process => process.Key);

    private static void Send(int signal, IEnumerable<int> processes)
    {
        // One that ended meanwhile, or is not ours to end, is passed over.
        foreach (int process in processes)
            _ = SendSignal(process, signal);
    }

    private static IEnumerable<(int Pid, Entry Entry)> All()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) && Read(pid) is { } entry)
                yield return (pid, entry);
        }
    }

    private static Entry? Read(int pid)
    {
        try
        {
            string line = File.ReadAllText($"/proc/{pid}/stat", Encoding.Latin1);
            // The name in brackets before these may hold anything, brackets too.
            int name = line.LastIndexOf(')');
            if (name < 0)
                return null;
            string[] fields = line[(name + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : new Entry(int.Parse(fields[1], CultureInfo.InvariantCulture), fields[19]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    private sealed record Entry(int Parent, string Started);
}
