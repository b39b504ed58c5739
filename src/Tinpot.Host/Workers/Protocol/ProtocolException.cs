namespace Tinpot.Workers.Protocol;

/// <summary>The other side of a child's pipes sent what the protocol does not know, or more than it allows.</summary>
internal sealed class ProtocolException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>A frame announced more than is allowed, as any text does that is not a frame.</summary>
    public bool IsOverlong { get; init; }

    public static ProtocolException Unexpected(FrameKind kind) =>
        new($"A frame of kind {kind} came where none is expected.");
}
