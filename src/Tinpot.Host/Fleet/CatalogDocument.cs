using System.Buffers;
using System.Text.Json;
using Tinpot.Actions;
using Tinpot.Platform.Json;
using Tinpot.Runtime;

namespace Tinpot.Fleet;

/// <summary>
/// A catalog as a worker publishes it: of each action the text that the generator emitted, and beside it what the program
/// that joins the assemblies, and the worker's settings, make of it. So every reader checks by the same schema tree.
/// </summary>
internal static class CatalogDocument
{
    public static byte[] Write(CompiledCatalog catalog, TinpotOptions options, IsolationChoice isolation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartArray();
            foreach (ActionDescriptor action in catalog.Actions())
                Write(writer, catalog, action, options, isolation);
            writer.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Members that this version does not know are ignored.</summary>
    /// <param name="unreadable">Gets why an action cannot be read; the others are. Null: then nothing is.</param>
    /// <exception cref="FormatException">It is not one that this version can read.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static IReadOnlyList<ActionDescriptor> Read(ReadOnlySpan<byte> document, Action<Exception>? unreadable = null)
    {
        var actions = new List<ActionDescriptor>();
        var reader = new Utf8JsonReader(document, JsonLimits.Schemas);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            throw new FormatException("The published catalog is not a JSON array.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Utf8JsonReader one = reader;
            // If this fails the document is not JSON
            reader.Skip();
            try
            {
                actions.Add(ReadAction(document, ref one));
            }
            catch (Exception error) when (unreadable is not null)
            {
                unreadable(error);
            }
        }

        return actions;
    }

    /// <summary>Every name under which an action can be asked for.</summary>
    public static IReadOnlySet<string> NamesOf(IEnumerable<ActionDescriptor> actions) =>
        actions.SelectMany(action => action.Aliases.Append(action.Name)).ToHashSet(StringComparer.Ordinal);

    private static void Write(Utf8JsonWriter writer, CompiledCatalog catalog, ActionDescriptor action, TinpotOptions options, IsolationChoice isolation)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, action.Name);
        writer.WriteString("title"u8, action.Title);
        WriteTexts(writer, "aliases", action.Aliases);
        WriteTexts(writer, "calls", action.Calls);
        if (action.Source is { } source)
        {
            writer.WriteString("file"u8, source.File);
            writer.WriteNumber("line"u8, source.Line);
        }

        if ((action.Timeout ?? options.Timeout) is { } timeout)
            writer.WriteNumber("timeout_ms"u8, (long)timeout.TotalMilliseconds);
        writer.WriteString("isolation"u8, isolation.Of(action) == Isolation.InProcess ? "in_process"u8 : "process"u8);
        writer.WritePropertyName("descriptor"u8);
        writer.WriteRawValue(catalog.TextOf(action.Name), skipInputValidation: true);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string member, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(member);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static ActionDescriptor ReadAction(ReadOnlySpan<byte> document, ref Utf8JsonReader reader)
    {
        string? name = null, title = null, file = null;
        List<string> aliases = [], calls = [];
        int line = 0;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new FormatException("An action of the published catalog is not a JSON object.");
        TimeSpan? timeout = null;
        Isolation? isolation = null;
        ActionDescriptor? descriptor = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string? member = reader.GetString();
            reader.Read();
            switch (member)
            {
                case "name": name = reader.GetString(); break;
                case "title": title = reader.GetString(); break;
                case "aliases": aliases = ReadTexts(ref reader); break;
                case "calls": calls = ReadTexts(ref reader); break;
                case "file": file = reader.GetString(); break;
                case "line": line = reader.GetInt32(); break;
                case "timeout_ms": timeout = TimeSpan.FromMilliseconds(reader.GetInt64()); break;
                case "isolation": isolation = reader.ValueTextEquals("in_process"u8) ? Isolation.InProcess : Isolation.Process; break;
                case "descriptor":
                    int start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    descriptor = ActionDescriptor.Parse(document[start..(int)reader.BytesConsumed]);
                    break;
                default: reader.Skip(); break;
            }
        }

        if (name is null || title is null || descriptor is null)
            throw new FormatException($"The published catalog has an incomplete description of action '{name}'.");
        return descriptor with
        {
            Name = name,
            Title = title,
            Aliases = aliases,
            Calls = calls,
            Source = file is null ? null : new SourceLocation(file, line),
            Timeout = timeout,
            Isolation = isolation,
        };
    }

    private static List<string> ReadTexts(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            texts.Add(reader.GetString()!);
        return texts;
    }
}
