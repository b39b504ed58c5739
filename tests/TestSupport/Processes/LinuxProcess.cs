using System.Globalization;
using System.Text;

namespace Tinpot.Tests.Processes;

/// <summary>A process as <c>/proc</c> shows it.</summary>
internal sealed record LinuxProcess(int Id, int Parent, string Command)
{
    /// <summary>A variable that a host under test hands down to whatever comes of it.</summary>
    public const string Mark = "FAULTS_OF";

    /// <summary>Living processes with a mark in their environment, however far they went from where they came from.</summary>
    public static IReadOnlyList<LinuxProcess> Marked(string mark)
    {
        string wanted = $"{Mark}={mark}";
        List<LinuxProcess> found = [];
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id))
                continue;
            try
            {
                if (!Text(folder, "environ").Split('\0').Contains(wanted))
                    continue;
                // "12 (some name) S 1 …": a name may hold anything but comes first
                string stat = Text(folder, "stat");
                string[] rest = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                if (rest[0] is not ("Z" or "X"))
                    found.Add(new LinuxProcess(id, int.Parse(rest[1], CultureInfo.InvariantCulture), Text(folder, "cmdline").Replace('\0', ' ').Trim()));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended while we looked
            }
        }

        return found;
    }

    /// <summary>Living processes with a text among their arguments.</summary>
    public static IReadOnlyList<LinuxProcess> Named(string text)
    {
        List<LinuxProcess> found = [];
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id))
                continue;
            try
            {
                string command = Text(folder, "cmdline").Replace('\0', ' ').Trim();
                if (command.Contains(text, StringComparison.Ordinal))
                    found.Add(new LinuxProcess(id, Parent: 0, command));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended while we looked
            }
        }

        return found;
    }

    /// <summary>0 when it is gone.</summary>
    public static int ParentOf(int id)
    {
        try
        {
            string stat = Text($"/proc/{id}", "stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Runs actions for a host.</summary>
    public bool IsChildOf(int host) => Parent == host && Command.Contains(" child --mark ", StringComparison.Ordinal);

    /// <summary>Bytes of memory in use.</summary>
    public static long Resident(int id) => Memory(id, "VmRSS:");

    /// <summary>Bytes of memory that were in use at most.</summary>
    public static long PeakResident(int id) => Memory(id, "VmHWM:");

    /// <summary>How many threads bear a name.</summary>
    public static int Threads(int id, string name) => Directory.EnumerateDirectories($"/proc/{id}/task").Count(thread =>
    {
        try
        {
            return Text(thread, "comm").Trim() == name;
        }
        catch (IOException)
        {
            return false;
        }
    });

    public void Kill() => Signals.Send(Id, Signals.Kill);

    private static long Memory(int id, string name)
    {
        string line = File.ReadLines($"/proc/{id}/status").Single(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static string Text(string folder, string name) => Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, name)));
}
