using System.Text.Json;

namespace Tinpot.Workers.Protocol;

/// <summary><see cref="FrameKind.Item"/>: a call that streams has an item.</summary>
internal readonly ref struct ItemMessage(long call, long index, ReadOnlySpan<byte> value) : IFrameMessage
{
    public static FrameKind Kind => FrameKind.Item;

    public long Call { get; } = call;

    public long Index { get; } = index;

    public ReadOnlySpan<byte> Value { get; } = value;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("call"u8, Call);
        json.WriteNumber("index"u8, Index);
        json.WritePropertyName("value"u8);
        json.WriteRawValue(Value, skipInputValidation: true);
    }

    /// <exception cref="ProtocolException">It is not such a message.</exception>
    public static ItemMessage Read(in Frame frame)
    {
        long call = 0, index = 0;
        ReadOnlySpan<byte> value = default;
        var reader = new FrameReader(frame);
        while (reader.Next())
        {
            if (reader.Is("call"u8))
                call = reader.Number();
            else if (reader.Is("index"u8))
                index = reader.Number();
            else if (reader.Is("value"u8))
                value = reader.Json();
            else
                throw reader.Refuse();
        }

        return new ItemMessage(call, index, value);
    }
}
