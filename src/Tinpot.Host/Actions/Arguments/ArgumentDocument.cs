using System.Buffers;
using System.Text.Json;
using Tinpot.Platform.Json;
using Tinpot.Schemas;

namespace Tinpot.Actions.Arguments;

/// <summary>
/// Arguments as they are stored, hashed and run: one JSON object with every parameter in declaration order. So two
/// requests that mean the same are the same bytes, and a run shows the values it had although defaults change later.
/// </summary>
internal sealed class ArgumentDocument
{
    private readonly Utf8JsonWriter _writer;
    private readonly SecretList? _secrets;
    private readonly bool _mask;
    private readonly List<ArgumentStep> _path = [];

    private ArgumentDocument(Utf8JsonWriter writer, SecretList? secrets = null, bool mask = false)
    {
        _writer = writer;
        _secrets = secrets;
        _mask = mask;
    }

    /// <summary>
    /// Fills in defaults at every level and orders members as they are declared. A nullable parameter without default
    /// becomes null; a property of a record stays absent, since its declaration may have a value of its own for it.
    /// </summary>
    /// <param name="given">An object that passed <see cref="SchemaChecker"/>.</param>
    /// <param name="mask">Every secret value that is not null, at any depth, is replaced by <see cref="SecretArguments.Mask"/>.</param>
    internal static CompleteArguments Complete(ActionDescriptor action, JsonElement given, bool mask)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using var secrets = SecretArguments.HoldsSecrets(action.Parameters) ? new SecretList() : null;
        using var writer = new Utf8JsonWriter(output, JsonWriting.Plain);
        new ArgumentDocument(writer, secrets, mask).Record(action.Parameters.Properties ?? [], given, root: true);
        writer.Flush();
        return new CompleteArguments(output.WrittenSpan.ToArray(), secrets?.Written(action.Name, output.WrittenSpan));
    }

    /// <summary>What <see cref="Complete"/> writes for a parameter before its own members are completed.</summary>
    /// <returns>false when that is null because nothing is given.</returns>
    internal static bool TryGet(SchemaProperty parameter, JsonElement given, out JsonElement value) =>
        given.TryGetProperty(parameter.Name, out value) || DefaultValues.TryGet(parameter.Schema, out value);

    private void Value(Schema schema, JsonElement value)
    {
        if (schema.Secret && _secrets is not null && value.ValueKind != JsonValueKind.Null) Secret(schema, value);
        else if (value.ValueKind == JsonValueKind.Object && schema.Properties is { } properties) Record(properties, value, root: false);
        else if (value.ValueKind == JsonValueKind.Object && schema.Values is { } values) Entries(values, value);
        else if (value.ValueKind == JsonValueKind.Array && schema.Items is { } items) Items(items, value);
        else value.WriteTo(_writer);
    }

    private void Record(IReadOnlyList<SchemaProperty> properties, JsonElement value, bool root)
    {
        // Callers mostly keep the declaration order, so the next one is tried first
        var members = value.EnumerateObject();
        var left = members.MoveNext();
        _writer.WriteStartObject();
        for (var i = 0; i < properties.Count; i++)
        {
            var property = properties[i];
            if (left && members.Current.NameEquals(property.Name))
            {
                Member(property.Name, property.Schema, members.Current.Value);
                left = members.MoveNext();
            }
            // A record among the defaults may leave members to their own
            else if (TryGet(property, value, out var other)) Member(property.Name, property.Schema, other);
            else if (root && property.Schema.Nullable) _writer.WriteNull(property.Name);
        }
        _writer.WriteEndObject();
    }

    private void Entries(Schema values, JsonElement value)
    {
        _writer.WriteStartObject();
        foreach (var entry in value.EnumerateObject()) Member(entry.Name, values, entry.Value);
        _writer.WriteEndObject();
    }

    private void Items(Schema items, JsonElement value)
    {
        _writer.WriteStartArray();
        var index = 0;
        foreach (var item in value.EnumerateArray()) Step(ArgumentStep.Item(index++), items, item);
        _writer.WriteEndArray();
    }

    private void Member(string name, Schema schema, JsonElement value)
    {
        _writer.WritePropertyName(name);
        Step(ArgumentStep.Member(name), schema, value);
    }

    private void Step(ArgumentStep step, Schema schema, JsonElement value)
    {
        _path.Add(step);
        Value(schema, value);
        _path.RemoveAt(_path.Count - 1);
    }

    private void Secret(Schema schema, JsonElement value)
    {
        if (_mask) _writer.WriteStringValue(SecretArguments.Mask);
        else new ArgumentDocument(_writer).Value(schema, value);
        var place = _writer.BytesCommitted + _writer.BytesPending - SecretArguments.Written.Length;
        _secrets!.Add(_path, (int)place, writer => new ArgumentDocument(writer).Value(schema, value));
    }
}
