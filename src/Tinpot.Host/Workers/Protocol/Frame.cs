namespace Tinpot.Workers.Protocol;

/// <summary>One frame as it was received; valid until its buffer is written to again.</summary>
/// <param name="kind">What it is.</param>
/// <param name="tag">Names the execution that it belongs to; 0 = none.</param>
/// <param name="payload">One JSON object in UTF-8, not looked at yet.</param>
internal readonly ref struct Frame(FrameKind kind, ulong tag, ReadOnlySpan<byte> payload)
{
    /// <summary>Before the payload: its length in four bytes, the kind in one, the tag in eight; little-endian.</summary>
    public const int HeaderLength = TagOffset + sizeof(ulong);

    public const int KindOffset = 4;
    public const int TagOffset = 5;

    public FrameKind Kind { get; } = kind;

    public ulong Tag { get; } = tag;

    public ReadOnlySpan<byte> Payload { get; } = payload;
}
