using System.Text;

namespace Tinpot.Platform.Processes;

/// <summary>
/// The mark by which a child and everything it started are known. It stands in the arguments of a child, whose environment
/// cannot be read, in the environment of what it starts, and as a number in the limits of both.
/// </summary>
internal static class ProcessMark
{
    public const string Variable = "TINPOT_CHILD";
    public const string Argument = "--mark";

    /// <summary>Arguments and environment are as long as their owner likes; the mark is searched in this much of them.</summary>
    private const int Longest = 4 * 1024 * 1024;

    /// <summary>Whether a process has this mark.</summary>
    public static Predicate<int> Is(string mark)
    {
        // With an empty mark every child of every host would be meant
        ArgumentException.ThrowIfNullOrWhiteSpace(mark);
        byte[] entry = Encoding.ASCII.GetBytes($"\0{Variable}={mark}\0");
        byte[] argument = Encoding.ASCII.GetBytes($"\0{Argument}\0{mark}\0");
        ProcessTag? tag = ProcessTag.Of(mark);
        return pid => (tag is not null && ProcessTag.Read(pid) == tag) || Holds(pid, "cmdline", argument) || Holds(pid, "environ", entry);
    }

    /// <summary>Whether a process belongs to a host whose place this one takes, and which is gone.</summary>
    public static Predicate<int> IsOfFormer(HostMark host) => pid =>
        (Of(pid) is { } mark && HostMark.TryParse(mark) is { } former && host.Succeeds(former))
        // A number alone says nothing of the namespace in which it was given
        || (ProcessTag.Read(pid) is { } tag && HostMark.NamespaceOf($"{pid}") == host.Namespace && tag.IsOfFormer(host));

    /// <summary>The mark in the arguments or the environment of a process; null when it has none, is gone or another user's.</summary>
    private static string? Of(int pid) => After(pid, "cmdline", $"\0{Argument}\0") ?? After(pid, "environ", $"\0{Variable}=");

    private static string? After(int pid, string file, string name)
    {
        ReadOnlySpan<byte> text = Read(pid, file);
        int at = text.IndexOf(Encoding.ASCII.GetBytes(name));
        if (at < 0)
            return null;
        text = text[(at + name.Length)..];
        return text.IndexOf((byte)0) is >= 0 and var end ? Encoding.ASCII.GetString(text[..end]) : null;
    }

    private static bool Holds(int pid, string file, ReadOnlySpan<byte> entry) => Read(pid, file).AsSpan().IndexOf(entry) >= 0;

    /// <summary>Begins with a zero, so that every entry stands between two; empty when the process is gone or another user's.</summary>
    private static byte[] Read(int pid, string name)
    {
        try
        {
            using FileStream file = File.OpenRead($"/proc/{pid}/{name}");
            using var text = new MemoryStream();
            text.WriteByte(0);
            var part = new byte[16 * 1024];
            while (text.Length < Longest && file.Read(part) is > 0 and int taken)
                text.Write(part, 0, taken);
            return text.ToArray();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
