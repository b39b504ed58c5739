using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tinpot.Platform.Json;
using Tinpot.Schemas;

namespace Tinpot.Manifests;

/// <summary>The contracts of the actions of a catalog, for callers and readers of results, as one canonical text.</summary>
internal static class ManifestDocument
{
    public const string FileName = "tinpot.manifest.json";

    /// <summary>Raised when a reader of an older format would misunderstand a newer one.</summary>
    private const int Format = 1;

    /// <summary>Every action in ordinal order: contract hash, aliases, schema of the parameters, of the result and of the items of a stream.</summary>
    public static string Of(IActionCatalog catalog)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("format"u8, Format);
            writer.WriteStartObject("actions"u8);
            foreach (string name in catalog.Names)
            {
                writer.WritePropertyName(name);
                Write(writer, catalog.Find(name)!);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        using JsonDocument document = JsonInput.Parse(buffer.WrittenMemory, JsonLimits.Schemas);
        return ManifestLayout.Print(document.RootElement);
    }

    private static void Write(Utf8JsonWriter writer, ActionDescriptor action)
    {
        writer.WriteStartObject();
        writer.WriteString("contract_hash"u8, action.ContractHash);
        if (action.Aliases.Count > 0)
        {
            writer.WriteStartArray("aliases"u8);
            foreach (string alias in action.Aliases.Order(StringComparer.Ordinal))
                writer.WriteStringValue(alias);
            writer.WriteEndArray();
        }

        Write(writer, "parameters", action.Parameters);
        Write(writer, "result", action.Result);
        Write(writer, "item", action.Item);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, Schema? schema)
    {
        if (schema is null)
            return;
        writer.WritePropertyName(name);
        schema.WriteContractTo(writer);
    }
}
