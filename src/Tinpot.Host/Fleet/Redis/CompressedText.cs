using System.IO.Compression;

namespace Tinpot.Fleet.Redis;

/// <summary>Text that is stored compressed when it is long; its first byte tells.</summary>
internal static class CompressedText
{
    /// <summary>What is shorter is not worth it.</summary>
    private const int Worth = 4 * 1024;

    /// <summary>More than any catalog: who reads what others wrote must not be filled by a few bytes.</summary>
    private const int MaxBytes = 64 * 1024 * 1024;

    private const byte Plain = 0, Compressed = 1;

    public static byte[] Pack(byte[] text)
    {
        using var packed = new MemoryStream();
        packed.WriteByte(text.Length < Worth ? Plain : Compressed);
        if (text.Length < Worth)
        {
            packed.Write(text);
        }
        else
        {
            using var compressor = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true);
            compressor.Write(text);
        }

        return packed.ToArray();
    }

    /// <returns>Empty when it is not such a text.</returns>
    public static byte[] Unpack(byte[] packed)
    {
        switch (packed)
        {
            case [Plain, ..]:
                return packed[1..];
            case [Compressed, ..]:
                using (var decompressor = new BrotliStream(new MemoryStream(packed, 1, packed.Length - 1), CompressionMode.Decompress))
                    return ReadAll(decompressor);
            default:
                return [];
        }
    }

    private static byte[] ReadAll(Stream stream)
    {
        try
        {
            using var text = new MemoryStream();
            byte[] buffer = new byte[64 * 1024];
            while (stream.Read(buffer) is var count and > 0)
            {
                if (text.Length + count > MaxBytes)
                    return [];
                text.Write(buffer, 0, count);
            }

            return text.ToArray();
        }
        catch (Exception damaged) when (damaged is InvalidDataException or InvalidOperationException)
        {
            return [];
        }
    }
}
