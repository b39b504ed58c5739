using System.Buffers;
using Tinpot.Platform;
using Tinpot.Settings;

namespace Tinpot.Cli;

/// <summary>Reads all parameters from a file or from standard input, at most as much as the API could ever take.</summary>
internal static class ParameterFile
{
    private const string StandardInput = "-";
    private const int Chunk = 64 << 10;

    /// <returns>The text without a byte order mark.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="FormatException">It is too large, or encoded in another way than UTF-8.</exception>
    public static async Task<byte[]> ReadAsync(string path)
    {
        if (path.Length == 0)
            throw new FormatException("Give the name of a file, or - for standard input.");
        string told = path == StandardInput ? "the input" : path;
        await using Stream stream = path == StandardInput
            ? System.Console.OpenStandardInput()
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        byte[] text = await ReadAsync(stream, told, OptionTable.LargestBody).ConfigureAwait(false);
        if (ByteOrderMark.OtherEncoding(text) is { } encoding)
            throw new FormatException($"{told} is {encoding}. Save it as UTF-8.");
        return ByteOrderMark.Remove(text);
    }

    /// <param name="told">Names the source in a refusal.</param>
    /// <param name="most">Bytes.</param>
    internal static async Task<byte[]> ReadAsync(Stream stream, string told, int most)
    {
        var content = new ArrayBufferWriter<byte>();
        // The length of a pipe is not known, and that of a device is 0
        bool fits = !stream.CanSeek || stream.Length <= most;
        while (fits)
        {
            int read = await stream.ReadAsync(content.GetMemory(Chunk)).ConfigureAwait(false);
            if (read == 0)
                return content.WrittenSpan.ToArray();
            content.Advance(read);
            fits = content.WrittenCount <= most;
        }

        throw new FormatException($"{told} is larger than {SizeText.Show(most)}, the largest possible request.");
    }
}
