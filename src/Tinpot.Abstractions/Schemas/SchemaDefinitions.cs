using System.Text.Json;

namespace Tinpot.Schemas;

/// <summary>The <c>$defs</c> of a schema while it is parsed, and who refers to them.</summary>
internal sealed class SchemaDefinitions
{
    /// <summary>The beginning of every reference.</summary>
    internal const string Prefix = "#/$defs/";

    private readonly Dictionary<string, Schema> _byName = new(StringComparer.Ordinal);
    private readonly List<(Schema Use, string Reference)> _uses = [];

    /// <summary>The schema contains a type that only its code can validate.</summary>
    internal bool HasCustomValidation { get; set; }

    internal void Refer(Schema use, string reference) => _uses.Add((use, reference));

    /// <summary>Parses the object of definitions that the reader stands on.</summary>
    internal void Parse(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            _byName[name] = Schema.Parse(ref reader, this);
        }
    }

    /// <summary>Ties every reference to what it names, whichever came first.</summary>
    internal void Resolve()
    {
        foreach (var (use, reference) in _uses)
        {
            if (!reference.StartsWith(Prefix, StringComparison.Ordinal) || !_byName.TryGetValue(reference[Prefix.Length..], out var definition))
                throw new FormatException($"'{reference}' is not among the schema's $defs. Rebuild the action's assembly with the Tinpot version that runs it.");
            use.SetDefinition(reference[Prefix.Length..], definition);
        }
    }
}
