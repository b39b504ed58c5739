using System.Text.Json;

namespace Tinpot.Schemas;

public sealed partial class Schema
{
    /// <summary>Takes its shape from a definition; texts, default and nullability are its own.</summary>
    internal void SetDefinition(string name, Schema definition)
    {
        Reference = name;
        Definition = definition;
        Type = definition.Type;
        Members = definition.Members;
    }

    /// <summary>JSON Schema cannot say "or null" beside a reference.</summary>
    private void WriteReference(Utf8JsonWriter writer)
    {
        if (!Nullable)
        {
            writer.WriteString("$ref"u8, SchemaDefinitions.Prefix + Reference);
            return;
        }
        writer.WriteStartArray("anyOf"u8);
        writer.WriteStartObject();
        writer.WriteString("$ref"u8, SchemaDefinitions.Prefix + Reference);
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("type"u8, "null"u8);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private void WriteDefinitions(Utf8JsonWriter writer)
    {
        var found = new SortedDictionary<string, Schema>(StringComparer.Ordinal);
        CollectDefinitions(found);
        if (found.Count == 0) return;
        writer.WriteStartObject("$defs"u8);
        foreach (var (name, definition) in found)
        {
            writer.WritePropertyName(name);
            definition.WriteNode(writer);
        }
        writer.WriteEndObject();
    }

    private void CollectDefinitions(SortedDictionary<string, Schema> found)
    {
        if (Definition is { } definition)
        {
            if (found.TryAdd(Reference!, definition)) definition.CollectDefinitions(found);
            return;
        }
        Items?.CollectDefinitions(found);
        Values?.CollectDefinitions(found);
        foreach (var member in Members ?? []) member.Schema.CollectDefinitions(found);
    }
}
