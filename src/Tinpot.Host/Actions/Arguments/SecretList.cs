using System.Buffers;
using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Actions.Arguments;

/// <summary>
/// Writes the secret values of arguments: <c>[{"path": ["servers", 2, "password"], "place": 57, "value": …}, …]</c> in the order
/// of the document. The place is that of the mask in the bytes of the masked document, so that nobody has to read it to find it.
/// </summary>
internal sealed class SecretList : IDisposable
{
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Utf8JsonWriter _writer;
    private bool _any;

    internal SecretList()
    {
        _writer = new Utf8JsonWriter(_output, JsonWriting.Plain);
        _writer.WriteStartArray();
    }

    internal void Add(IReadOnlyList<ArgumentStep> path, long? place, Action<Utf8JsonWriter> value)
    {
        _any = true;
        _writer.WriteStartObject();
        _writer.WritePropertyName("path"u8);
        ArgumentPath.Write(_writer, path);
        if (place is { } known) _writer.WriteNumber("place"u8, known);
        _writer.WritePropertyName("value"u8);
        value(_writer);
        _writer.WriteEndObject();
    }

    /// <returns>null when there are none.</returns>
    internal byte[]? Written()
    {
        _writer.WriteEndArray();
        _writer.Flush();
        return _any ? _output.WrittenSpan.ToArray() : null;
    }

    public void Dispose() => _writer.Dispose();
}
