using System.Text.Json;
using Tinpot.Schemas;

namespace Tinpot;

public sealed partial record ActionDescriptor
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 2 * Schema.MaxDepth + 16 };

    /// <summary>Parses a descriptor as the generator emits it; members it does not know are skipped.</summary>
    /// <exception cref="FormatException">A required member is missing, or a schema is not one.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static ActionDescriptor Parse(ReadOnlySpan<byte> literal)
    {
        string? name = null, title = null, group = null, queue = null, description = null, contract = null;
        Schema? parameters = null, result = null, item = null;
        List<string>? aliases = null;
        bool cancellable = false, deprecated = false;
        TimeSpan? timeout = null;
        int retries = 0;
        Isolation? isolation = null;
        ConcurrencyLimit? concurrency = null;
        var reader = new Utf8JsonReader(literal, ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = reader.GetString();
            reader.Read();
            switch (member)
            {
                case "name": name = reader.GetString(); break;
                case "aliases": aliases = Texts(ref reader); break;
                case "title": title = reader.GetString(); break;
                case "group": group = reader.GetString(); break;
                case "queue": queue = reader.GetString(); break;
                case "description": description = reader.GetString(); break;
                case "contract_hash": contract = reader.GetString(); break;
                case "cancellable": cancellable = reader.GetBoolean(); break;
                case "timeout_seconds": timeout = TimeSpan.FromSeconds(reader.GetInt32()); break;
                case "retries": retries = reader.GetInt32(); break;
                case "isolation": isolation = reader.ValueTextEquals("in_process"u8) ? Tinpot.Isolation.InProcess : Tinpot.Isolation.Process; break;
                case "max_concurrent": concurrency = Concurrency(ref reader); break;
                case "deprecated": deprecated = reader.GetBoolean(); break;
                case "parameters": parameters = Schema.Parse(ref reader); break;
                case "result": result = Schema.Parse(ref reader); break;
                case "item": item = Schema.Parse(ref reader); break;
                default: reader.Skip(); break;
            }
        }
        return new ActionDescriptor
        {
            Name = name ?? throw Missing("name"),
            Aliases = aliases ?? [],
            Title = title ?? throw Missing("title"),
            Group = group ?? throw Missing("group"),
            Queue = queue ?? throw Missing("queue"),
            Description = description ?? "",
            Cancellable = cancellable,
            Timeout = timeout,
            Retries = retries,
            Isolation = isolation,
            MaxConcurrent = concurrency,
            Deprecated = deprecated,
            Parameters = parameters ?? throw Missing("parameters"),
            Result = result,
            Item = item,
            ContractHash = contract ?? throw Missing("contract_hash"),
        };

        FormatException Missing(string member) =>
            new($"The descriptor of action '{name}' has no '{member}'. Rebuild its assembly with the Tinpot version that runs it.");
    }

    private static ConcurrencyLimit Concurrency(ref Utf8JsonReader reader)
    {
        int limit = 0;
        string? key = null;
        var full = WhenFull.Queue;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = reader.GetString();
            reader.Read();
            switch (member)
            {
                case "limit": limit = reader.GetInt32(); break;
                case "key": key = reader.GetString(); break;
                case "when_full": full = reader.ValueTextEquals("reject"u8) ? WhenFull.Reject : WhenFull.Queue; break;
                default: reader.Skip(); break;
            }
        }
        return new ConcurrencyLimit(limit, key, full);
    }

    private static List<string> Texts(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            texts.Add(reader.GetString()!);
        return texts;
    }
}
