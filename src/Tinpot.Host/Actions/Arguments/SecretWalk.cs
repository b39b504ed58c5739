using System.Text.Json;
using Tinpot.Platform.Json;
using Tinpot.Schemas;

namespace Tinpot.Actions.Arguments;

/// <summary>Walks arguments beside their schema, copies them with secrets masked, and hands every secret out.</summary>
internal sealed class SecretWalk
{
    private readonly Utf8JsonWriter? _writer;
    private readonly FoundSecret _found;
    private readonly List<ArgumentStep> _path = [];

    private SecretWalk(Utf8JsonWriter? writer, FoundSecret found)
    {
        _writer = writer;
        _found = found;
    }

    internal delegate void FoundSecret(IReadOnlyList<ArgumentStep> path, ReadOnlySpan<byte> value);

    /// <param name="writer">Takes the masked copy; null when nobody wants it.</param>
    internal static void Run(Schema schema, ReadOnlySpan<byte> json, Utf8JsonWriter? writer, FoundSecret found)
    {
        var reader = new Utf8JsonReader(json, JsonLimits.Value);
        reader.Read();
        new SecretWalk(writer, found).Value(schema, json, ref reader);
    }

    private void Value(Schema? schema, ReadOnlySpan<byte> json, ref Utf8JsonReader reader)
    {
        if (schema is { Secret: true } && reader.TokenType != JsonTokenType.Null)
        {
            _found(_path, json[JsonSlice.Current(ref reader)]);
            _writer?.WriteStringValue(SecretArguments.Mask);
        }
        else if (reader.TokenType == JsonTokenType.StartObject && (schema?.Properties is not null || schema?.Values is not null))
        {
            Members(schema, json, ref reader);
        }
        else if (reader.TokenType == JsonTokenType.StartArray && schema?.Items is { } items)
        {
            Items(items, json, ref reader);
        }
        else if (_writer is not null)
        {
            JsonCopy.Value(_writer, ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private void Members(Schema schema, ReadOnlySpan<byte> json, ref Utf8JsonReader reader)
    {
        _writer?.WriteStartObject();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var member = schema.Values ?? schema.Properties?.FirstOrDefault(p => p.Name == name)?.Schema;
            _writer?.WritePropertyName(name);
            _path.Add(ArgumentStep.Member(name));
            reader.Read();
            Value(member, json, ref reader);
            _path.RemoveAt(_path.Count - 1);
        }
        _writer?.WriteEndObject();
    }

    private void Items(Schema items, ReadOnlySpan<byte> json, ref Utf8JsonReader reader)
    {
        _writer?.WriteStartArray();
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            _path.Add(ArgumentStep.Item(index));
            Value(items, json, ref reader);
            _path.RemoveAt(_path.Count - 1);
        }
        _writer?.WriteEndArray();
    }
}
