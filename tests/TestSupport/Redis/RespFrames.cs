using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Tinpot.Tests.Redis;

/// <summary>Where one message of Redis's protocol ends and the next begins.</summary>
internal static class RespFrames
{
    /// <summary>Takes one whole message off the front, if there is one.</summary>
    public static bool TryTake(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> frame)
    {
        var reader = new SequenceReader<byte>(buffer);
        frame = default;
        if (!TrySkip(ref reader))
            return false;
        frame = buffer.Slice(0, reader.Position);
        buffer = buffer.Slice(reader.Position);
        return true;
    }

    /// <summary>The words of a command, of which long ones are cut.</summary>
    public static IReadOnlyList<string> Words(ReadOnlySequence<byte> command)
    {
        const int longest = 256;
        List<string> words = [];
        var reader = new SequenceReader<byte>(command);
        reader.TryReadTo(out ReadOnlySpan<byte> _, "\r\n"u8);
        while (reader.TryReadTo(out ReadOnlySpan<byte> length, "\r\n"u8))
        {
            int bytes = Number(length);
            reader.TryReadExact(bytes, out ReadOnlySequence<byte> word);
            words.Add(Encoding.UTF8.GetString(word.Slice(0, Math.Min(bytes, longest))));
            reader.Advance(2);
        }

        return words;
    }

    private static bool TrySkip(ref SequenceReader<byte> reader)
    {
        long left = 1;
        while (left > 0)
        {
            if (!reader.TryReadTo(out ReadOnlySpan<byte> line, "\r\n"u8))
                return false;
            left--;
            switch ((char)line[0])
            {
                case '$' or '=' or '!' when Number(line) is >= 0 and var bytes:
                    if (reader.Remaining < bytes + 2)
                        return false;
                    reader.Advance(bytes + 2);
                    break;
                case '*' or '~' or '>':
                    left += Math.Max(0, Number(line));
                    break;
                case '%':
                    left += 2 * Number(line);
                    break;
                case '|':
                    // Stands before what it is about
                    left += 2 * Number(line) + 1;
                    break;
                default:
                    break;
            }
        }

        return true;
    }

    private static int Number(ReadOnlySpan<byte> line) => Utf8Parser.TryParse(line[1..], out int number, out _) ? number : 0;
}
