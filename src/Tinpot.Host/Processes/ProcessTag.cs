using System.Globalization;

namespace Tinpot.Processes;

/// <summary>
/// Two numbers that a process passes on to all that it starts, whatever it does with its environment and session: its limit
/// of file locks, which Linux has not used since version 2.4. Without rights of root it cannot be raised.
/// </summary>
/// <param name="Child">The soft limit: which child.</param>
/// <param name="Host">The hard limit: of which host.</param>
internal readonly record struct ProcessTag(ulong Child, ulong Host)
{
    private const int FileLocks = 10;
    private const string Line = "Max file locks";

    private const int StartBits = 34;
    private const int PidBits = 22;
    private const int PlaceBits = 6;
    private const ulong Ours = 1UL << (StartBits + PidBits + PlaceBits);

    /// <summary>The tag that goes with a mark; null when the text is no mark of a host.</summary>
    public static ProcessTag? Of(string mark) => HostMark.TryParse(mark) is { } host
        ? new(ulong.Parse(mark.AsSpan(mark.Length - 15), NumberStyles.HexNumber, CultureInfo.InvariantCulture), HostPart(host))
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
        ulong start = Host & ((1UL << StartBits) - 1);
        return Host >> (StartBits + PidBits) == HostPart(host) >> (StartBits + PidBits)
            && HostMark.IsGone((int)((Host >> StartBits) & ((1UL << PidBits) - 1)), started => (started & ((1UL << StartBits) - 1)) == start);
    }

    private static ProcessTag? Parse(string line) =>
        line[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, var hard, ..]
        && ulong.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out ulong child)
        && ulong.TryParse(hard, NumberStyles.None, CultureInfo.InvariantCulture, out ulong host)
        && host >> (StartBits + PidBits + PlaceBits) == 1
            ? new(child, host)
            : null;

    private static ulong HostPart(HostMark host)
    {
        ulong place = ulong.Parse(host.Place.AsSpan(0, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & ((1UL << PlaceBits) - 1);
        ulong pid = (ulong)host.Pid & ((1UL << PidBits) - 1);
        return Ours | (place << (StartBits + PidBits)) | (pid << StartBits) | (host.Started & ((1UL << StartBits) - 1));
    }
}
