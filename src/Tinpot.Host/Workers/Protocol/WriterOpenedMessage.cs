using System.Text.Json;
using Tinpot.Runtime;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.WriterOpened"/>: a source of output begins whose lines are put together apart from all others.</summary>
internal readonly ref struct WriterOpenedMessage(long writer, long call, OutputKind stream) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.WriterOpened;

    public long Writer { get; } = writer;

    public long Call { get; } = call;

    public OutputKind Stream { get; } = stream;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("writer"u8, Writer);
        json.WriteNumber("call"u8, Call);
        json.WriteString("stream"u8, StreamNames.Of(Stream));
    }

    /// <exception cref="ProtocolException">It is not such a message.</exception>
    public static WriterOpenedMessage Read(in Frame frame)
    {
        long writer = 0, call = 0;
        OutputKind stream = OutputKind.Output;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("writer"u8))
                writer = reader.Number();
            else if (reader.Is("call"u8))
                call = reader.Number();
            else if (reader.Is("stream"u8))
                stream = StreamNames.Parse(reader.Text());
            else
                throw reader.Refuse();
        }

        return new WriterOpenedMessage(writer, call, stream);
    }
}
