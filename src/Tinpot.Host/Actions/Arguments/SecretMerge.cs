using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Actions.Arguments;

/// <summary>Copies masked arguments with the secrets put back. Both are in document order, so one pass is enough.</summary>
internal sealed class SecretMerge
{
    private readonly Queue<(ArgumentStep[] Path, string Value)> _secrets;
    private readonly List<ArgumentStep> _path = [];

    internal SecretMerge(ReadOnlySpan<byte> secretsJson)
    {
        var reader = new Utf8JsonReader(secretsJson, JsonLimits.Document);
        using var document = JsonDocument.ParseValue(ref reader);
        _secrets = new(document.RootElement.EnumerateArray()
            .Select(s => (ArgumentPath.Parse(s.GetProperty("path")), s.GetProperty("value").GetRawText())));
    }

    internal void Run(ReadOnlySpan<byte> masked, Utf8JsonWriter writer)
    {
        var reader = new Utf8JsonReader(masked, JsonLimits.Value);
        reader.Read();
        Value(ref reader, writer);
        if (_secrets.TryPeek(out var left))
            throw new InvalidDataException($"The arguments do not contain the secret at {ArgumentPath.Text(left.Path)}.");
    }

    private void Value(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        if (_secrets.TryPeek(out var next) && next.Path.AsSpan().SequenceEqual(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_path)))
        {
            _secrets.Dequeue();
            writer.WriteRawValue(next.Value, skipInputValidation: true);
            reader.Skip();
            return;
        }
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: Members(ref reader, writer); break;
            case JsonTokenType.StartArray: Items(ref reader, writer); break;
            default: JsonCopy.Scalar(writer, in reader); break;
        }
    }

    private void Members(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            writer.WritePropertyName(name);
            _path.Add(ArgumentStep.Member(name));
            reader.Read();
            Value(ref reader, writer);
            _path.RemoveAt(_path.Count - 1);
        }
        writer.WriteEndObject();
    }

    private void Items(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            _path.Add(ArgumentStep.Item(index));
            Value(ref reader, writer);
            _path.RemoveAt(_path.Count - 1);
        }
        writer.WriteEndArray();
    }
}
