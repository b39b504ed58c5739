using System.Globalization;
using System.Text.Json.Serialization;

namespace Tinpot.Host.Tests.Binding.Types;

public sealed record TypePart([Range(1, 100)] int Size, [property: JsonPropertyName("x-note")] string? Note = null)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Size} {Note}");
}

/// <summary>Members by a constructor.</summary>
public sealed record TypeRecord(string Name, int? Count = 7, List<TypePart>? Parts = null)
{
    [JsonIgnore]
    public int Hidden { get; init; }

    public override string ToString() => Said.Of(Name, Count, Parts);
}

/// <summary>Members by setters, one of each kind.</summary>
public sealed class TypeClass
{
    public required string Name { get; set; }

    public int? Count { get; set; } = 7;

    public List<TypePart>? Parts { get; init; }

    [JsonIgnore]
    public int Hidden { get; set; }

    public override string ToString() => Said.Of(Name, Count, Parts);
}

/// <summary>Members by the constructor of a struct.</summary>
public readonly struct TypeStruct(string name, int? count = 7, List<TypePart>? parts = null)
{
    public string Name { get; } = name;

    public int? Count { get; } = count;

    public List<TypePart>? Parts { get; } = parts;

    [JsonIgnore]
    public int Hidden => 0;

    public override string ToString() => Said.Of(Name, Count, Parts);
}
