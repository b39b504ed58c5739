using System.Text.Json;

namespace Tinpot.Workers.Protocol;

/// <summary>
/// A message of the protocol. Each has its kind, the writing and the reading of its members in one type, so that host and child cannot
/// name them differently.
/// </summary>
internal interface IFrameMessage
{
    static abstract FrameKind Kind { get; }

    /// <summary>Writes the members.</summary>
    void Write(Utf8JsonWriter json);
}
