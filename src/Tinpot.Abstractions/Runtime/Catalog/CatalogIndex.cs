using System.Text;

namespace Tinpot.Runtime.Catalog;

/// <summary>Which catalog has the action of a name, and where in it.</summary>
internal sealed class CatalogIndex
{
    private readonly string[] _names;
    // Null when all names are of one catalog: then the position is the index
    private readonly (JoinedCatalog Join, int Index)[]? _places;
    private readonly JoinedCatalog _single;
    // Null when no action has any, so that they cost nothing
    private readonly Dictionary<string, int>? _aliases;

    private CatalogIndex(JoinedCatalog single, string[] names, (JoinedCatalog, int)[]? places, Dictionary<string, int>? aliases)
    {
        _aliases = aliases;
        _single = single;
        _names = names;
        _places = places;
        Names = names.AsReadOnly();
    }

    internal IReadOnlyList<string> Names { get; }

    /// <summary>Position of a name or alias; negative when there is none.</summary>
    internal int Find(string name)
    {
        var at = Array.BinarySearch(_names, name, StringComparer.Ordinal);
        return at < 0 && _aliases is not null && _aliases.TryGetValue(name, out var position) ? position : at;
    }

    /// <summary>Where the action at a position is declared.</summary>
    internal (JoinedCatalog Join, int Index) At(int position) => _places is null ? (_single, position) : _places[position];

    /// <param name="aliases">The words after a name on its line, with the index of the name.</param>
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
                throw new InvalidOperationException($"The catalog's names are out of order at '{split[count]}'. Rebuild the assembly.");
            count++;
        }
        if (others is not null) aliases = [.. others];
        return split;
    }

    internal static CatalogIndex Merge(CompiledCatalog catalog, string[] own, JoinedCatalog[] joined)
    {
        if (joined.Length == 0) return new CatalogIndex(catalog, own, null, Aliases([catalog], own));
        JoinedCatalog[] parts = [.. joined, catalog];
        var found = new List<(string Name, JoinedCatalog Join, int Index)>(parts.Sum(p => p.Catalog.Own.Length));
        foreach (var part in parts)
        {
            var all = part.Catalog.Own;
            for (var i = 0; i < all.Length; i++)
                if (part.Includes(all[i])) found.Add((part.NameOf(all[i]), part, i));
        }
        var names = new string[found.Count];
        var places = new (JoinedCatalog Join, int Index)[found.Count];
        for (var i = 0; i < names.Length; i++)
            (names[i], places[i]) = (found[i].Name, (found[i].Join, found[i].Index));
        Array.Sort(names, places, StringComparer.Ordinal);
        for (var i = 1; i < names.Length; i++)
        {
            if (names[i] != names[i - 1]) continue;
            throw new InvalidOperationException(
                $"Action '{names[i]}' exists twice, in {places[i - 1].Join.Catalog} and in {places[i].Join.Catalog}. "
                + "Rename one with [Action(\"…\")], or give one assembly a prefix with [assembly: UseActions].");
        }
        return new CatalogIndex(catalog, names, places, Aliases(parts, names));
    }

    private static Dictionary<string, int>? Aliases(JoinedCatalog[] parts, string[] names)
    {
        Dictionary<string, int>? aliases = null;
        foreach (var part in parts)
        {
            foreach (var (alias, index) in part.Catalog.OwnAliases)
            {
                var own = part.Catalog.Own[index];
                if (!part.Includes(own) || !part.Includes(alias)) continue;
                var here = part.NameOf(alias);
                aliases ??= new(StringComparer.Ordinal);
                if (Array.BinarySearch(names, here, StringComparer.Ordinal) < 0
                    && aliases.TryAdd(here, Array.BinarySearch(names, part.NameOf(own), StringComparer.Ordinal))) continue;
                throw new InvalidOperationException(
                    $"The alias '{here}' of action '{part.NameOf(own)}' in {part.Catalog} is a name or an alias of another action. Take it out of one.");
            }
        }
        return aliases;
    }
}
