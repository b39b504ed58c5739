using System.Text.Json;
using Tinpot.Runtime;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.Output"/>: a call wrote to <see cref="Console"/>.</summary>
internal readonly ref struct OutputMessage(long call, OutputKind stream, ReadOnlySpan<char> text, bool endLine) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.Output;

    public long Call { get; } = call;

    public OutputKind Stream { get; } = stream;

    public ReadOnlySpan<char> Text { get; } = text;

    public bool EndLine { get; } = endLine;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("call"u8, Call);
        json.WriteString("stream"u8, StreamNames.Of(Stream));
        json.WriteString("text"u8, Text);
        if (EndLine)
            json.WriteBoolean("end_line"u8, true);
    }

    /// <exception cref="ProtocolException">It is not such a message.</exception>
    public static OutputMessage Read(in Frame frame)
    {
        long call = 0;
        OutputKind stream = OutputKind.Output;
        string? text = null;
        bool endLine = false;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("call"u8))
                call = reader.Number();
            else if (reader.Is("stream"u8))
                stream = StreamNames.Parse(reader.Text());
            else if (reader.Is("text"u8))
                text = reader.Text();
            else if (reader.Is("end_line"u8))
                endLine = reader.Flag();
            else
                throw reader.Refuse();
        }

        return new OutputMessage(call, stream, text ?? throw reader.Missing("text"), endLine);
    }
}
