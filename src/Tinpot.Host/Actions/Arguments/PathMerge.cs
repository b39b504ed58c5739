using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Tinpot.Platform.Json;

namespace Tinpot.Actions.Arguments;

/// <summary>Puts secrets back by their paths: hosts of version 0.1.0 did not store where the masks stand. Both are in the order of the document, so one pass is enough.</summary>
internal sealed class PathMerge
{
    private readonly Queue<JsonElement> _secrets;
    private readonly List<ArgumentStep> _path = [];
    private readonly Utf8JsonWriter _writer;

    private PathMerge(Utf8JsonWriter writer, JsonElement secrets)
    {
        _writer = writer;
        _secrets = new(secrets.EnumerateArray());
    }

    internal static void Run(IBufferWriter<byte> output, ReadOnlyMemory<byte> masked, JsonElement secrets)
    {
        using var arguments = JsonInput.Parse(masked, JsonLimits.Value);
        using var writer = new Utf8JsonWriter(output, JsonWriting.Plain);
        var merge = new PathMerge(writer, secrets);
        merge.Value(arguments.RootElement);
        if (merge._secrets.TryPeek(out var left)) throw new InvalidDataException(
            $"The arguments do not contain the secret at {ArgumentPath.Text(ArgumentPath.Parse(left.GetProperty("path")))}.");
    }

    private void Value(JsonElement value)
    {
        if (_secrets.TryPeek(out var next) && ArgumentPath.Parse(next.GetProperty("path")).AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(_path)))
        {
            _secrets.Dequeue().GetProperty("value").WriteTo(_writer);
            return;
        }
        switch (value.ValueKind)
        {
            case JsonValueKind.Object: Members(value); break;
            case JsonValueKind.Array: Items(value); break;
            default: value.WriteTo(_writer); break;
        }
    }

    private void Members(JsonElement value)
    {
        _writer.WriteStartObject();
        foreach (var member in value.EnumerateObject())
        {
            _writer.WritePropertyName(member.Name);
            _path.Add(ArgumentStep.Member(member.Name));
            Value(member.Value);
            _path.RemoveAt(_path.Count - 1);
        }
        _writer.WriteEndObject();
    }

    private void Items(JsonElement value)
    {
        _writer.WriteStartArray();
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            _path.Add(ArgumentStep.Item(index++));
            Value(item);
            _path.RemoveAt(_path.Count - 1);
        }
        _writer.WriteEndArray();
    }
}
