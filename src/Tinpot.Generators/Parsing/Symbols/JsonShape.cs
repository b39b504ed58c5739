using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing.Symbols;

/// <summary>The meaning of the attributes of System.Text.Json on a type or property.</summary>
internal static class JsonShape
{
    // System.Text.Json.Serialization.JsonIgnoreCondition
    private const int Always = 1;
    private const int WhenWritingDefault = 2;
    private const int WhenWritingNull = 3;
    private const int WhenWriting = 4;
    private const int WhenReading = 5;

    private static readonly string[] OwnShape =
        [KnownNames.JsonConverter, KnownNames.JsonPolymorphic, KnownNames.JsonDerivedType, KnownNames.JsonNumberHandling, KnownNames.JsonExtensionData];

    /// <summary>Why only System.Text.Json knows how it is written; null when emitted code knows too.</summary>
    public static string? Peculiarity(ISymbol symbol)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { } kind || !OwnShape.Contains(kind.MetadataName()))
                continue;
            // Names of enum members are what emitted code writes anyway
            if (attribute.Positional(0) is ITypeSymbol converter && converter.Name is "JsonStringEnumConverter")
                continue;
            return $"has [{kind.Name.Replace("Attribute", "")}]";
        }
        return null;
    }

    /// <summary>It is not part of the JSON: <c>[JsonIgnore]</c>, or not accessible.</summary>
    public static bool IsIgnored(IPropertySymbol property) =>
        IsForbidden(property) || (property.GetMethod is { } getter && IsForbidden(getter)) || property.Attribute(KnownNames.JsonIgnore) is { } ignore && Condition(ignore) is Always;

    /// <summary>It is written, but never read.</summary>
    public static bool IsUnread(IPropertySymbol property) =>
        property.Attribute(KnownNames.JsonIgnore) is { } ignore && Condition(ignore) is WhenReading;

    public static Omission Omission(IPropertySymbol property) =>
        property.Attribute(KnownNames.JsonIgnore) is not { } ignore ? Model.Omission.Never : Condition(ignore) switch
        {
            WhenWritingNull => Model.Omission.Null,
            WhenWritingDefault => Model.Omission.Default,
            WhenWriting => Model.Omission.Always,
            _ => Model.Omission.Never,
        };

    /// <summary><c>[Obsolete]</c> with <c>error: true</c> forbids generated code too.</summary>
    public static bool IsForbidden(ISymbol symbol) => symbol.Attribute(KnownNames.Obsolete)?.Positional(1) is true;

    private static int Condition(AttributeData ignore) => ignore.Named("Condition") as int? ?? Always;
}
