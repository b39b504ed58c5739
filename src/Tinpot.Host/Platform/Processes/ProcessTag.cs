using System.Globalization;

namespace Tinpot.Platform.Processes;

/// <summary>
/// Two numbers that a process passes on to all that it starts, whatever it does with its environment and session: its limit
/// of file locks, which Linux has not used since version 2.4. Without rights of root it cannot be raised.
/// </summary>
/// <param name="Child">The soft limit: which child, of a host at which place.</param>
/// <param name="Host">The hard limit, which is the larger one: of which host.</param>
internal readonly record struct ProcessTag(ulong Child, ulong Host)
{
    private const int FileLocks = 10;
    private const string Line = "Max file locks";

    private const int ChildBits = 32;
    private const int ChildPlaceBits = 30;

    private const int StartBits = 34;
    private const int PidBits = 22;
    private const int HostPlaceBits = 6;
    private const ulong Ours = 1UL << (StartBits + PidBits + HostPlaceBits);

    /// <summary>The tag that goes with a mark; null when the text is not a mark of a host.</summary>
    public static ProcessTag? Of(string mark) => HostMark.TryParse(mark) is { } host
        ? new(ChildPart(host) | uint.Parse(mark.AsSpan(mark.Length - 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture), HostPart(host))
        : null;

    /// <summary>Gives it to this process. It stays without where the system allows no such number.</summary>
    public void Put() => ProcessLimits.Set(FileLocks, Child, Host);

    /// <returns>null when the process is gone, or has none.</returns>
    public static ProcessTag? Read(int pid)
    {
        try
        {
            foreach (string line in File.ReadLines($"/proc/{pid}/limits"))
            {
                if (line.StartsWith(Line, StringComparison.Ordinal))
                    return Parse(line);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is gone, or another user's
        }

        return null;
    }

    /// <summary>Whether it is of a host that <paramref name="host"/> takes the place of, and that is gone.</summary>
    public bool IsOfFormer(HostMark host)
    {
        ulong start = Part(Host, 0, StartBits);
        return Child >> ChildBits == ChildPart(host) >> ChildBits
            && Host >> (StartBits + PidBits) == HostPart(host) >> (StartBits + PidBits)
            && HostMark.IsGone((int)Part(Host, StartBits, PidBits), started => Part(started, 0, StartBits) == start);
    }

    private static ProcessTag? Parse(string line) =>
        line[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, var hard, ..]
        && ulong.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out ulong child)
        && ulong.TryParse(hard, NumberStyles.None, CultureInfo.InvariantCulture, out ulong host)
        && host >> (StartBits + PidBits + HostPlaceBits) == 1
            ? new(child, host)
            : null;

    private static ulong ChildPart(HostMark host) => Part(Place(host), HostPlaceBits, ChildPlaceBits) << ChildBits;

    private static ulong HostPart(HostMark host) => Ours
        | (Part(Place(host), 0, HostPlaceBits) << (StartBits + PidBits))
        | (Part((ulong)host.Pid, 0, PidBits) << StartBits)
        | Part(host.Started, 0, StartBits);

    /// <summary>As much of it as both numbers have room for is compared.</summary>
    private static ulong Place(HostMark host) => ulong.Parse(host.Place, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static ulong Part(ulong value, int from, int bits) => (value >> from) & ((1UL << bits) - 1);
}
