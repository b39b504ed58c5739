using Microsoft.CodeAnalysis;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Types;

/// <summary>Lists and dictionaries: what they hold, and how one is made of what was read.</summary>
internal static class CollectionTypes
{
    private const string Generic = "System.Collections.Generic.";
    private const string Immutable = "System.Collections.Immutable.";
    private const string Frozen = "System.Collections.Frozen.";
    private const string Concurrent = "System.Collections.Concurrent.";
    private const string Models = "System.Collections.ObjectModel.";
    private const string Ordinal = "global::System.StringComparer.Ordinal";

    /// <summary>The item type of a list; null when it is none. Any enumerable can be written, only the common ones read.</summary>
    /// <param name="unique">No item occurs twice.</param>
    /// <param name="make">C# expression over the buffer <c>items</c>; empty when it cannot be read.</param>
    public static ITypeSymbol? Item(ITypeSymbol type, out bool unique, out string make)
    {
        (unique, make) = (false, "");
        if (type is IArrayTypeSymbol array)
        {
            make = "items.ToArray()";
            return array.IsSZArray ? array.ElementType : null;
        }
        if (type is not INamedTypeSymbol named || named.SpecialType is SpecialType.System_String)
            return null;
        if (named.TypeArguments.Length == 1 && Sequence(named) is { } known)
        {
            (unique, make) = known;
            return named.TypeArguments[0];
        }
        return Interface(named, Generic + "IEnumerable")?.TypeArguments[0];
    }

    /// <summary>The value type of a dictionary with string keys; null when it is none.</summary>
    /// <param name="make">C# expression over the buffer <c>items</c>; empty when it cannot be read.</param>
    public static ITypeSymbol? Value(ITypeSymbol type, out string make)
    {
        make = "";
        if (type is not INamedTypeSymbol named)
            return null;
        if (named.TypeArguments is [{ SpecialType: SpecialType.System_String }, { } value] && Dictionary(named) is { } known)
        {
            make = known;
            return value;
        }
        INamedTypeSymbol? map = Interface(named, Generic + "IReadOnlyDictionary") ?? Interface(named, Generic + "IDictionary");
        return map is { TypeArguments: [{ SpecialType: SpecialType.System_String }, { } other] } ? other : null;
    }

    /// <summary>A dictionary, whatever its keys are.</summary>
    public static bool IsDictionary(ITypeSymbol type) =>
        type is INamedTypeSymbol named && (Interface(named, Generic + "IReadOnlyDictionary") ?? Interface(named, Generic + "IDictionary")) is not null;

    private static INamedTypeSymbol? Interface(INamedTypeSymbol type, string name) =>
        type.Is(name) ? type : type.AllInterfaces.FirstOrDefault(i => i.Is(name));

    private static (bool Unique, string Make)? Sequence(INamedTypeSymbol type) => type.MetadataName() switch
    {
        Generic + "List" or Generic + "IList" or Generic + "ICollection" or Generic + "IEnumerable"
            or Generic + "IReadOnlyList" or Generic + "IReadOnlyCollection" => (false, "items.ToList()"),
        Generic + "HashSet" or Generic + "ISet" or Generic + "IReadOnlySet" => (true, "items.ToSet()"),
        Generic + "Queue" or Generic + "LinkedList" or Models + "Collection" or Models + "ReadOnlyCollection" or Models + "ObservableCollection" =>
            (false, $"new {type.PrintCore()}(items.ToList())"),
        Immutable + "ImmutableArray" or Immutable + "ImmutableList" or Immutable + "ImmutableQueue" => (false, $"global::{type.MetadataName()}.CreateRange(items.ToList())"),
        Immutable + "IImmutableList" => (false, $"global::{Immutable}ImmutableList.CreateRange(items.ToList())"),
        Immutable + "ImmutableHashSet" or Immutable + "IImmutableSet" => (true, $"global::{Immutable}ImmutableHashSet.CreateRange(items.ToList())"),
        Frozen + "FrozenSet" => (true, $"global::{Frozen}FrozenSet.ToFrozenSet(items.ToList())"),
        _ => null,
    };

    private static string? Dictionary(INamedTypeSymbol type) => type.MetadataName() switch
    {
        Generic + "Dictionary" or Generic + "IDictionary" or Generic + "IReadOnlyDictionary" => "items.ToDictionary()",
        // The usual order of strings is that of a culture
        Generic + "SortedDictionary" or Concurrent + "ConcurrentDictionary" => $"new {type.PrintCore()}(items.ToDictionary(), {Ordinal})",
        Models + "ReadOnlyDictionary" => $"new {type.PrintCore()}(items.ToDictionary())",
        Immutable + "ImmutableDictionary" or Immutable + "IImmutableDictionary" => $"global::{Immutable}ImmutableDictionary.CreateRange({Ordinal}, items.ToDictionary())",
        Frozen + "FrozenDictionary" => $"global::{Frozen}FrozenDictionary.ToFrozenDictionary(items.ToDictionary(), {Ordinal})",
        _ => null,
    };
}
