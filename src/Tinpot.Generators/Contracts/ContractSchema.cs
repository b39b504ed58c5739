namespace Tinpot.Generators.Contracts;

/// <summary>The shape of a JSON value, as far as callers and readers depend on it.</summary>
/// <remarks>A type that contains itself makes it a ring, through <see cref="Definition"/>.</remarks>
internal sealed class ContractSchema
{
    /// <summary>In JSON Schema's words; empty for any value.</summary>
    public string Type { get; set; } = "";

    public bool Nullable { get; set; }

    /// <summary>The C# type whose code validates the value; null when the rules here are complete.</summary>
    public string? CodeType { get; set; }

    /// <summary>Every value is one of it.</summary>
    public bool IsAnything => Type.Length == 0 && CodeType is null && Allowed is null;

    /// <summary>Empty for none.</summary>
    public string Format { get; set; } = "";

    /// <summary>The only values allowed, strings in quotes; null when there is no list.</summary>
    public IReadOnlyList<string>? Allowed { get; set; }

    /// <summary>The values not allowed, strings in quotes; null when there is no list.</summary>
    public IReadOnlyList<string>? Denied { get; set; }

    /// <summary>A text has a character that is not white space.</summary>
    public bool NotBlank { get; set; }

    /// <summary>The allowed endings of a text; null when there is no list.</summary>
    public IReadOnlyList<string>? Extensions { get; set; }

    /// <summary>As JSON.</summary>
    public string? Minimum { get; set; }

    /// <summary>As JSON.</summary>
    public string? Maximum { get; set; }

    public bool MinimumIsExclusive { get; set; }
    public bool MaximumIsExclusive { get; set; }

    /// <summary>Of characters, bytes, items or entries.</summary>
    public int? MinCount { get; set; }

    /// <summary>Of characters, bytes, items or entries.</summary>
    public int? MaxCount { get; set; }

    public string? Pattern { get; set; }
    public bool Unique { get; set; }

    /// <summary>It is never shown.</summary>
    public bool Secret { get; set; }

    /// <summary>Of an array; null allows any.</summary>
    public ContractSchema? Items { get; set; }

    /// <summary>Of a dictionary's entries.</summary>
    public ContractSchema? Values { get; set; }

    /// <summary>The members of a record by name; null for anything else.</summary>
    public SortedDictionary<string, ContractSchema>? Properties { get; set; }

    public HashSet<string> Required { get; set; } = [];

    /// <summary>Says what the record consists of, for all its uses.</summary>
    public ContractSchema? Definition { get; set; }

    /// <summary>Itself, or what it refers to.</summary>
    public ContractSchema Shape => Definition ?? this;

    /// <summary>In a word: <c>int32</c>, <c>string</c>, <c>array</c>, <c>record</c>.</summary>
    public string Word => this switch
    {
        { CodeType: { } type } => type,
        { Format.Length: > 0 } => Format,
        { Type: "" } => "any value",
        { Type: "object" } => Shape.Properties is null ? "dictionary" : "record",
        _ => Type,
    };
}
