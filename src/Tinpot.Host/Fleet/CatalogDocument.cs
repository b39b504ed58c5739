using System.Buffers;
using System.Runtime.InteropServices;
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

    /// <summary>Reads an array of actions, or a <see cref="PublishedCatalog"/>. Members that this version does not know are ignored.</summary>
    /// <param name="unreadable">Gets why an action cannot be read; the others are. Null: then nothing is.</param>
    /// <exception cref="FormatException">It is not one that this version can read.</exception>
    /// <exception cref="JsonException">It is not JSON, or a member is of another type.</exception>
    public static IReadOnlyList<ActionDescriptor> Read(ReadOnlyMemory<byte> document, Action<Exception>? unreadable = null)
    {
        var actions = new List<ActionDescriptor>();
        using JsonDocument published = JsonInput.Parse(document, JsonLimits.Schemas);
        foreach (JsonElement action in ActionsOf(published.RootElement).EnumerateArray())
        {
            try
            {
                actions.Add(ReadAction(action));
            }
            catch (Exception error) when (unreadable is not null)
            {
                unreadable(error);
            }
        }

        return actions;
    }

    private static JsonElement ActionsOf(JsonElement document)
    {
        if (document.ValueKind == JsonValueKind.Array)
            return document;
        PublishedCatalog catalog = StoredDocument.Read(document, FleetJson.Default.PublishedCatalog, "The published catalog");
        if (catalog.Format > PublishedCatalog.KnownFormat)
            throw new FormatException($"The published catalog has format {catalog.Format}, and this version reads formats up to {PublishedCatalog.KnownFormat}.");
        return catalog.Actions.ValueKind == JsonValueKind.Array
            ? catalog.Actions
            : throw new FormatException("The published catalog has no array of actions.");
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

    private static ActionDescriptor ReadAction(JsonElement element)
    {
        PublishedAction action = StoredDocument.Read(element, FleetJson.Default.PublishedAction, "The description of an action in the published catalog");
        if (action.Name is not { } name || action.Title is not { } title || action.Descriptor is not { } descriptor)
            throw new FormatException($"The published catalog has an incomplete description of action '{action.Name}'.");
        return ActionDescriptor.Parse(JsonMarshal.GetRawUtf8Value(descriptor)) with
        {
            Name = name,
            Title = title,
            Aliases = action.Aliases ?? [],
            Calls = action.Calls ?? [],
            Source = action.File is { } file ? new SourceLocation(file, action.Line) : null,
            Timeout = action.TimeoutMs is { } timeout ? TimeSpan.FromMilliseconds(timeout) : null,
            Isolation = action.Isolation is { } isolation ? isolation == "in_process" ? Isolation.InProcess : Isolation.Process : null,
        };
    }
}
