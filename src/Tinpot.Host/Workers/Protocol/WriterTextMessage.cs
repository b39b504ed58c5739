using System.Text.Json;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.WriterText"/>: such a source wrote text.</summary>
internal readonly ref struct WriterTextMessage(long writer, ReadOnlySpan<char> text) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.WriterText;

    public long Writer { get; } = writer;

    public ReadOnlySpan<char> Text { get; } = text;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("writer"u8, Writer);
        json.WriteString("text"u8, Text);
    }

    /// <exception cref="ProtocolException">It is not such a message.</exception>
    public static WriterTextMessage Read(in Frame frame)
    {
        long writer = 0;
        string? text = null;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("writer"u8))
                writer = reader.Number();
            else if (reader.Is("text"u8))
                text = reader.Text();
            else
                throw reader.Refuse();
        }

        return new WriterTextMessage(writer, text ?? throw reader.Missing("text"));
    }
}
