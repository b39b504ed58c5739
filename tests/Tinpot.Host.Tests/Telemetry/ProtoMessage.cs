using System.Text;

namespace Tinpot.Host.Tests.Telemetry;

/// <summary>A message of protocol buffers, as much as OTLP needs: its fields by number, in order.</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, ReadOnlyMemory<byte> Bytes, ulong Number)> _fields = [];

    public ProtoMessage(ReadOnlyMemory<byte> bytes)
    {
        for (int at = 0; at < bytes.Length;)
        {
            ulong key = Varint(bytes.Span, ref at);
            (int length, ulong number) = (key & 7) switch
            {
                0 => (0, Varint(bytes.Span, ref at)),
                1 => (8, 0UL),
                2 => ((int)Varint(bytes.Span, ref at), 0UL),
                5 => (4, 0UL),
                _ => throw new FormatException($"Wire type {key & 7} is not used."),
            };
            _fields.Add(((int)(key >> 3), bytes.Slice(at, length), number));
            at += length;
        }
    }

    public IEnumerable<ProtoMessage> All(params int[] path) => path is [var field, .. var rest]
        ? _fields.Where(one => one.Field == field).SelectMany(one => new ProtoMessage(one.Bytes).All(rest))
        : [this];

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field).Span);

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field).Span);

    private ReadOnlyMemory<byte> Bytes(int field) => _fields.LastOrDefault(one => one.Field == field).Bytes;

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = bytes[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
