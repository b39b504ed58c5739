using System.Text;

namespace Tinpot.Runtime;

/// <summary>Which catalogue has the action of a name, and where in it.</summary>
internal sealed class CatalogIndex
{
    private readonly string[] _names;
    // Null when all names are of one catalogue: then the position is the index
    private readonly (CompiledCatalog Catalog, int Index)[]? _places;
    private readonly CompiledCatalog _single;
    // Null when no action has any, so that they cost nothing
    private readonly Dictionary<string, (CompiledCatalog, int)>? _aliases;

    private CatalogIndex(
        CompiledCatalog single, string[] names, (CompiledCatalog, int)[]? places, Dictionary<string, (CompiledCatalog, int)>? aliases)
    {
        _aliases = aliases;
        _single = single;
        _names = names;
        _places = places;
        Names = names.AsReadOnly();
    }

    internal IReadOnlyList<string> Names { get; }

    internal (CompiledCatalog Catalog, int Index)? Find(string name)
    {
        var at = Array.BinarySearch(_names, name, StringComparer.Ordinal);
        if (at >= 0) return _places is null ? (_single, at) : _places[at];
        return _aliases is not null && _aliases.TryGetValue(name, out var place) ? place : null;
    }

    /// <param name="aliases">What follows a name on its line, with the index of the name.</param>
    internal static string[] Split(ReadOnlySpan<byte> names, out KeyValuePair<string, int>[] aliases)
    {
        names = names.TrimEnd((byte)'\n');
        var others = names.Contains((byte)' ') ? new List<KeyValuePair<string, int>>() : null;
        aliases = [];
        if (names.IsEmpty) return [];
        var split = new string[names.Count((byte)'\n') + 1];
        var count = 0;
        foreach (var line in names.Split((byte)'\n'))
        {
            var text = names[line];
            if (others is not null && text.IndexOf((byte)' ') is >= 0 and var end)
            {
                foreach (var alias in Encoding.UTF8.GetString(text[(end + 1)..]).Split(' '))
                    others.Add(new(alias, count));
                text = text[..end];
            }
            split[count] = Encoding.UTF8.GetString(text);
            if (count > 0 && string.CompareOrdinal(split[count - 1], split[count]) >= 0)
                throw new InvalidOperationException($"The catalogue's names are out of order at '{split[count]}'. Rebuild the assembly.");
            count++;
        }
        if (others is not null) aliases = [.. others];
        return split;
    }

    internal static CatalogIndex Merge(CompiledCatalog catalog, string[] own, CompiledCatalog[] joined)
    {
        if (joined.Length == 0) return new CatalogIndex(catalog, own, null, Aliases([catalog], own));
        var count = own.Length + joined.Sum(c => c.Own.Length);
        var names = new string[count];
        var places = new (CompiledCatalog Catalog, int Index)[count];
        var at = 0;
        foreach (var part in joined.Append(catalog))
        {
            for (var i = 0; i < part.Own.Length; i++)
            {
                names[at] = part.Own[i];
                places[at++] = (part, i);
            }
        }
        Array.Sort(names, places, StringComparer.Ordinal);
        for (var i = 1; i < count; i++)
        {
            if (names[i] != names[i - 1]) continue;
            throw new InvalidOperationException(
                $"Action '{names[i]}' exists twice, in {places[i - 1].Catalog} and in {places[i].Catalog}. Rename one with [Action(\"…\")].");
        }
        return new CatalogIndex(catalog, names, places, Aliases([.. joined, catalog], names));
    }

    private static Dictionary<string, (CompiledCatalog, int)>? Aliases(CompiledCatalog[] parts, string[] names)
    {
        Dictionary<string, (CompiledCatalog Catalog, int Index)>? aliases = null;
        foreach (var part in parts)
        {
            foreach (var (alias, index) in part.OwnAliases)
            {
                aliases ??= new(StringComparer.Ordinal);
                if (Array.BinarySearch(names, alias, StringComparer.Ordinal) < 0 && aliases.TryAdd(alias, (part, index))) continue;
                throw new InvalidOperationException(
                    $"The alias '{alias}' of action '{part.Own[index]}' in {part} is a name or an alias of another action. Take it out of one.");
            }
        }
        return aliases;
    }
}
