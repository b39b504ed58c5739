using System.Text.Json.Serialization;

namespace Tinpot.Platform.Json;

/// <summary>A member whose bytes are written as they are, and read as a part of the document.</summary>
/// <param name="Text">What is written.</param>
/// <param name="Range">Where it stands in the document that was read.</param>
[JsonConverter(typeof(RawJsonConverter))]
internal readonly record struct RawJson(ReadOnlyMemory<byte> Text, Range Range);
