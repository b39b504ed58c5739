using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Tinpot.Platform.Processes;

/// <summary>Identifies a host, so that the next start of it knows what a former one left behind.</summary>
/// <param name="Place">A hash of the user and of what the next start has in common with this one.</param>
/// <param name="Namespace">The process namespace in which <paramref name="Pid"/> is a number; that of a container is another.</param>
/// <param name="Started">In ticks since boot.</param>
internal sealed record HostMark(string Place, string Namespace, int Pid, ulong Started)
{
    private const char Separator = '.';

    /// <summary>This process as a host.</summary>
    /// <param name="place">The data folder, or the program where there is none.</param>
    public static HostMark Of(string place)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Libc.GetUser()} {place}")));
        return new HostMark(
            Convert.ToHexStringLower(hash.AsSpan(0, 8)),
            NamespaceOf("self") ?? "none",
            Environment.ProcessId,
            ProcessStat.Read(Environment.ProcessId)?.Started ?? 0);
    }

    /// <summary>A mark for one child of this host.</summary>
    public string NewChild() => string.Create(
        CultureInfo.InvariantCulture, $"{Place}{Separator}{Namespace}{Separator}{Pid}{Separator}{Started}{Separator}{RandomNames.New()}");

    /// <summary>The host of a child's mark; null when the text is not a mark of a host.</summary>
    public static HostMark? TryParse(string mark) =>
        mark.Split(Separator) is [{ Length: 16 } place, var space, var pid, var started, { Length: 32 }]
        && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        && ulong.TryParse(started, NumberStyles.None, CultureInfo.InvariantCulture, out ulong ticks)
            ? new HostMark(place, space, number, ticks)
            : null;

    /// <summary>Whether a former host, with the same place and in the same namespace, is gone. When in doubt it is not.</summary>
    public bool Succeeds(HostMark former) =>
        former.Place == Place && former.Namespace == Namespace && IsGone(former.Pid, started => started == former.Started);

    /// <summary>Whether no process has this number, or one that started at another time.</summary>
    public static bool IsGone(int pid, Predicate<ulong> hasStarted)
    {
        if (pid < 1)
            return false;
        if (Libc.Kill(pid, 0) != 0 && Marshal.GetLastPInvokeError() == Libc.Error.NoProcess)
            return true;
        return ProcessStat.Read(pid) is { } process && (process.IsZombie || !hasStarted(process.Started));
    }

    /// <param name="process">A number, or <c>self</c>.</param>
    /// <returns>null when it is gone or another user's.</returns>
    public static string? NamespaceOf(string process)
    {
        try
        {
            // pid:[4026531836]
            return new FileInfo($"/proc/{process}/ns/pid").LinkTarget is { } target ? string.Concat(target.Where(char.IsAsciiDigit)) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
