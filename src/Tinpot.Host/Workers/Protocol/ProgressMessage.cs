using System.Text.Json;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.Progress"/>: a call reports how far it is.</summary>
internal readonly ref struct ProgressMessage(long call, double fraction, string? text) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.Progress;

    public long Call { get; } = call;

    public double Fraction { get; } = fraction;

    public string? Text { get; } = text;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("call"u8, Call);
        json.WriteNumber("fraction"u8, Fraction);
        if (Text is not null)
            json.WriteString("message"u8, Text);
    }

    /// <exception cref="ProtocolException">It is not such a message.</exception>
    public static ProgressMessage Read(in Frame frame)
    {
        long call = 0;
        double fraction = 0;
        string? text = null;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("call"u8))
                call = reader.Number();
            else if (reader.Is("fraction"u8))
                fraction = reader.Fraction();
            else if (reader.Is("message"u8))
                text = reader.Text();
            else
                throw reader.Refuse();
        }

        return new ProgressMessage(call, fraction, text);
    }
}
