using System.Globalization;
using System.Text;

namespace Tinpot.Platform.Processes;

/// <summary>The environment that this process was started with, as <c>/proc</c> shows it to others.</summary>
internal static class EnvironmentBlock
{
    /// <summary>In <c>/proc/self/stat</c>, counted from the state, which is the third field.</summary>
    private const int StartField = 50 - 3;

    /// <summary>
    /// Overwrites values with zeros. To change a variable does not do that: the new value stands elsewhere, and the old one stays.
    /// Code of this process that has the variables already, as .NET does, still has them.
    /// </summary>
    /// <param name="isMeant">Tells by the name.</param>
    public static unsafe void Erase(Predicate<string> isMeant)
    {
        // .NET reads the block until it has copied all of it
        Environment.GetEnvironmentVariables();
        (nuint start, nuint end) = Find();
        if (start == 0 || end <= start)
            return;
        var block = new Span<byte>((void*)start, checked((int)(end - start)));
        while (!block.IsEmpty)
        {
            int length = block.IndexOf((byte)0) is >= 0 and var zero ? zero : block.Length;
            Span<byte> entry = block[..length];
            if (entry.IndexOf((byte)'=') is > 0 and var equals && isMeant(Encoding.UTF8.GetString(entry[..equals])))
                entry[(equals + 1)..].Clear();
            block = block[Math.Min(length + 1, block.Length)..];
        }
    }

    private static (nuint Start, nuint End) Find()
    {
        string line = File.ReadAllText("/proc/self/stat", Encoding.Latin1);
        string[] fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return fields.Length > StartField + 1
            ? (nuint.Parse(fields[StartField], CultureInfo.InvariantCulture), nuint.Parse(fields[StartField + 1], CultureInfo.InvariantCulture))
            : (0, 0);
    }
}
