using System.Buffers;
using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Actions.Arguments;

/// <summary>
/// Collects the secret values of arguments, and writes them: <c>[{"path": ["servers", 2, "password"], "masks": "…", "value": …}, …]</c>
/// in the order of the document. The first one says, as <see cref="MaskPlaces"/>, where all masks stand.
/// </summary>
internal sealed class SecretList : IDisposable
{
    private readonly List<(ArgumentStep[] Path, int Place, int End)> _secrets = [];
    private readonly ArrayBufferWriter<byte> _values = new();
    private readonly Utf8JsonWriter _writer;

    internal SecretList() => _writer = new Utf8JsonWriter(_values, JsonWriting.Plain);

    /// <param name="place">Where its mask stands in the masked document.</param>
    internal void Add(IReadOnlyList<ArgumentStep> path, int place, Action<Utf8JsonWriter> write)
    {
        write(_writer);
        _writer.Flush();
        _writer.Reset();
        _secrets.Add(([.. path], place, _values.WrittenCount));
    }

    /// <param name="action">The action whose arguments they are.</param>
    /// <param name="document">The arguments; masked, or nobody merges the two.</param>
    /// <returns>null when there are none.</returns>
    internal byte[]? Written(string action, ReadOnlySpan<byte> document)
    {
        if (_secrets.Count == 0) return null;
        var output = new ArrayBufferWriter<byte>(_values.WrittenCount + 256);
        using var writer = new Utf8JsonWriter(output, JsonWriting.Plain);
        writer.WriteStartArray();
        var from = 0;
        foreach (var (path, _, end) in _secrets)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("path"u8);
            ArgumentPath.Write(writer, path);
            // One text for all: hosts of earlier versions take every text and number here for a secret to be masked
            if (from == 0) writer.WriteString("masks"u8, MaskPlaces.Write(action, document, _secrets.Select(secret => secret.Place)));
            writer.WritePropertyName("value"u8);
            writer.WriteRawValue(_values.WrittenSpan[from..end], skipInputValidation: true);
            writer.WriteEndObject();
            from = end;
        }
        writer.WriteEndArray();
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }

    public void Dispose() => _writer.Dispose();
}
