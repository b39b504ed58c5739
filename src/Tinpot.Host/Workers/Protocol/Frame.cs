namespace Tinpot.Workers;

/// <summary>One frame as it was received; valid until its buffer is written to again.</summary>
/// <param name="kind">What it is.</param>
/// <param name="payload">One JSON object in UTF-8, not looked at yet.</param>
internal readonly ref struct Frame(FrameKind kind, ReadOnlySpan<byte> payload)
{
    /// <summary>Before the payload: its length in four bytes, little-endian, and the kind.</summary>
    public const int HeaderLength = 5;

    public FrameKind Kind { get; } = kind;

    public ReadOnlySpan<byte> Payload { get; } = payload;
}
