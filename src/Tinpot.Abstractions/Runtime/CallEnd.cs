using System.ComponentModel;

namespace Tinpot.Runtime;

/// <summary>How a nested call ended.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct CallEnd
{
    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>One JSON value, secrets masked; empty when it has none or it was too large.</summary>
    public ReadOnlySpan<byte> Result { get; init; }

    /// <summary>The result was too large to record.</summary>
    public bool Truncated { get; init; }

    /// <summary>The exception that it threw; null when it succeeded.</summary>
    public Exception? Error { get; init; }

    /// <summary>It threw because the execution was asked to stop.</summary>
    public bool Revoked { get; init; }
}
