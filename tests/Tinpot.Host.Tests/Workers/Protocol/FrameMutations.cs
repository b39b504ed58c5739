using System.Buffers.Binary;
using System.Text;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Protocol;

/// <summary>Makes bad frames of good ones.</summary>
internal sealed class FrameMutations(int seed)
{
    private static readonly byte[] Telling = [0, 1, 0x7F, 0x80, 0xFF, (byte)'"', (byte)'{', (byte)'}', (byte)'[', (byte)'\\', (byte)'-', (byte)'9', (byte)'e', (byte)',', (byte)':'];

    private readonly Random _random = new(seed);

    /// <summary>One frame of each kind that a child sends, without their mistakes.</summary>
    public static IReadOnlyList<byte[]> Good { get; } =
    [
        Frame(FrameKind.Hello, """{"lowest":5,"highest":5,"build":"b"}"""),
        Frame(FrameKind.Output, """{"call":0,"stream":"stdout","text":"a text","end_line":true}"""),
        Frame(FrameKind.WriterOpened, """{"writer":1,"call":0,"stream":"stderr"}"""),
        Frame(FrameKind.WriterText, """{"writer":1,"text":"a text\u00e9\ud83d\ude00"}"""),
        Frame(FrameKind.WriterClosed, """{"writer":1}"""),
        Frame(FrameKind.Log, """{"call":0,"level":3,"message":"a message"}"""),
        Frame(FrameKind.Progress, """{"call":0,"fraction":0.25,"message":"half of half"}"""),
        Frame(FrameKind.Item, """{"call":0,"index":0,"value":{"a":[1,2.5,"x",null,true]}}"""),
        Frame(FrameKind.CallStarted, """{"call":1,"caller":0,"action":"a","execution_id":"0199f7a0-0000-7000-8000-000000000001","arguments":{"n":1}}"""),
        Frame(FrameKind.CallFinished, """{"call":1,"ticks":12345,"result":[1],"truncated":false,"revoked":false,"error":{"type":"T","message":"m","stack":"s"}}"""),
        Frame(FrameKind.CallsCounted, """{"caller":0,"action":"a","repeated":5,"failed":1,"ticks":99}"""),
        Frame(FrameKind.Submit, """{"execution_id":"0199f7a0-0000-7000-8000-000000000001","action":"a","arguments":{"n":1}}"""),
        Frame(FrameKind.Crash, """{"cause":"an unhandled System.Exception"}"""),
        Frame(FrameKind.Late, "{}"),
        Frame(FrameKind.Stopping, "{}"),
        Frame(FrameKind.End, """{"outcome":"failed","result":{"a":1},"error":{"type":"T","message":"m","stack":"s"},"left_processes":true,"unclean":"u","running":"r"}"""),
    ];

    public static byte[] Frame(FrameKind kind, string payload, ulong tag = 0)
    {
        var frame = new byte[Tinpot.Workers.Protocol.Frame.HeaderLength + Encoding.UTF8.GetByteCount(payload)];
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length - Tinpot.Workers.Protocol.Frame.HeaderLength);
        frame[Tinpot.Workers.Protocol.Frame.KindOffset] = (byte)kind;
        BinaryPrimitives.WriteUInt64LittleEndian(frame.AsSpan(Tinpot.Workers.Protocol.Frame.TagOffset), tag);
        Encoding.UTF8.GetBytes(payload, frame.AsSpan(Tinpot.Workers.Protocol.Frame.HeaderLength));
        return frame;
    }

    /// <summary>Another frame each time, of one that was good.</summary>
    /// <param name="whole">The length is put right again, so that the payload is looked at.</param>
    public byte[] Next(byte[] good, bool whole)
    {
        var bytes = new List<byte>(good);
        int first = whole ? Tinpot.Workers.Protocol.Frame.HeaderLength : 0;
        for (int change = _random.Next(1, 4); change > 0; change--)
            Change(bytes, first);
        byte[] bad = [.. bytes];
        if (whole)
            BinaryPrimitives.WriteInt32LittleEndian(bad, bad.Length - first);
        return bad;
    }

    private void Change(List<byte> bytes, int first)
    {
        int at = _random.Next(first, bytes.Count);
        switch (_random.Next(6))
        {
            case 0:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                bytes[at] = Telling[_random.Next(Telling.Length)];
                break;
            case 2:
                bytes.Insert(at, Telling[_random.Next(Telling.Length)]);
                break;
            case 3 when bytes.Count > first + 1:
                bytes.RemoveAt(at);
                break;
            case 4 when bytes.Count > first + 1:
                bytes.RemoveRange(at, Math.Min(_random.Next(1, 8), bytes.Count - Math.Max(at, first + 1)));
                break;
            default:
                // Deeper than anything may nest, or a piece again
                if (_random.Next(4) == 0)
                    bytes.InsertRange(at, Enumerable.Repeat((byte)'[', 100));
                else
                    bytes.InsertRange(at, bytes[at..Math.Min(bytes.Count, at + 12)]);
                break;
        }
    }
}
