using System.Text.Json;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.WriterClosed"/>: such a source ends.</summary>
internal readonly ref struct WriterClosedMessage(long writer) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.WriterClosed;

    public long Writer { get; } = writer;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("writer"u8, Writer);
    }

    /// <exception cref="ProtocolException">It is not such a message.</exception>
    public static WriterClosedMessage Read(in Frame frame)
    {
        long writer = 0;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("writer"u8))
                writer = reader.Number();
            else
                throw reader.Refuse();
        }

        return new WriterClosedMessage(writer);
    }
}
