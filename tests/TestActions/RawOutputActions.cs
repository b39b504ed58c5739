using System.Globalization;
using System.Text;
using Tinpot;

namespace TestActions;

/// <summary>Output that never went through <see cref="Console"/>, as native libraries and other programs make it.</summary>
[ActionGroup("Raw output")]
public static class RawOutputActions
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Writes bytes, given as hexadecimal digits, one write each.</summary>
    [Action]
    public static void WriteRaw(string[] pieces, [Range(1, 2)] int descriptor = 1)
    {
        foreach (string piece in pieces)
            Libc.WriteAll(descriptor, Convert.FromHexString(piece));
    }

    /// <summary>Floods standard error past the runtime, in lines of 100 bytes; returns how many, or crashes in a native library.</summary>
    [Action]
    public static int FloodRaw([Range(1, 1_000)] int megabytes, bool crash = false)
    {
        string line = new string('e', 99) + "\n";
        byte[] block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(line, 655)));
        int blocks = megabytes * Megabyte / block.Length;
        for (int i = 0; i < blocks; i++)
            Libc.WriteAll(2, block);
        if (crash)
            CrashActions.CrashNatively();
        return blocks * 655;
    }

    /// <summary>Floods standard error through the runtime, in lines of 100 bytes; returns how many.</summary>
    [Action]
    public static int FloodErrors([Range(1, 1_000)] int megabytes)
    {
        string line = new('e', 99);
        int lines = megabytes * Megabyte / 100;
        for (int i = 0; i < lines; i++)
            Console.Error.WriteLine(line);
        return lines;
    }

    /// <summary>Writes one line of so many megabytes, past the runtime or through it.</summary>
    [Action]
    public static void WriteLongLine([Range(1, 100)] int megabytes, bool raw)
    {
        if (raw)
            Libc.WriteAll(1, Encoding.ASCII.GetBytes(new string('l', megabytes * Megabyte) + "\n"));
        else
            Console.WriteLine(new string('l', megabytes * Megabyte));
    }

    /// <summary>Takes turns on one thread between the runtime's output and the C library's.</summary>
    [Action]
    public static void TakeTurns([Range(1, 100_000)] int times)
    {
        for (int i = 0; i < times; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"managed {i}"));
            Libc.PutLine(string.Create(CultureInfo.InvariantCulture, $"native {i}"));
        }
    }
}
