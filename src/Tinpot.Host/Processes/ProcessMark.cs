using System.Text;

namespace Tinpot.Processes;

/// <summary>The variable by which a child and everything it started are known.</summary>
internal static class ProcessMark
{
    public const string Variable = "TINPOT_CHILD";

    /// <summary>An environment is as long as its owner likes; the mark is searched in this much of it.</summary>
    private const int Longest = 4 * 1024 * 1024;

    public static byte[] Entry(string mark)
    {
        // With an empty mark every child of every host would be meant
        ArgumentException.ThrowIfNullOrWhiteSpace(mark);
        return Encoding.ASCII.GetBytes($"\0{Variable}={mark}\0");
    }

    /// <returns>false also when the process is gone or another user's.</returns>
    public static bool IsIn(int pid, ReadOnlySpan<byte> entry)
    {
        try
        {
            return Read(pid).AsSpan().IndexOf(entry) >= 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Begins with a zero, so that every entry stands between two.</summary>
    private static byte[] Read(int pid)
    {
        using FileStream file = File.OpenRead($"/proc/{pid}/environ");
        using var environment = new MemoryStream();
        environment.WriteByte(0);
        var part = new byte[16 * 1024];
        while (environment.Length < Longest && file.Read(part) is > 0 and int taken)
            environment.Write(part, 0, taken);
        return environment.ToArray();
    }
}
