using System.Text;

namespace Tinpot.Runtime;

/// <summary>Which catalogue has the action of a name, and where in it.</summary>
internal sealed class CatalogIndex
{
    private readonly string[] _names;
    // Null when all names are of one catalogue: then the position is the index
    private readonly (CompiledCatalog Catalog, int Index)[]? _places;
    private readonly CompiledCatalog _single;

    private CatalogIndex(CompiledCatalog single, string[] names, (CompiledCatalog, int)[]? places)
    {
        _single = single;
        _names = names;
        _places = places;
        Names = names.AsReadOnly();
    }

    internal IReadOnlyList<string> Names { get; }

    internal (CompiledCatalog Catalog, int Index)? Find(string name)
    {
        var at = Array.BinarySearch(_names, name, StringComparer.Ordinal);
        return at < 0 ? null : _places is null ? (_single, at) : _places[at];
    }

    internal static string[] Split(ReadOnlySpan<byte> names)
    {
        names = names.TrimEnd((byte)'\n');
        if (names.IsEmpty) return [];
        var split = new string[names.Count((byte)'\n') + 1];
        var count = 0;
        foreach (var line in names.Split((byte)'\n'))
        {
            split[count] = Encoding.UTF8.GetString(names[line]);
            if (count > 0 && string.CompareOrdinal(split[count - 1], split[count]) >= 0)
                throw new InvalidOperationException($"The catalogue's names are out of order at '{split[count]}'. Rebuild the assembly.");
            count++;
        }
        return split;
    }

    internal static CatalogIndex Merge(CompiledCatalog catalog, string[] own, CompiledCatalog[] joined)
    {
        if (joined.Length == 0) return new CatalogIndex(catalog, own, null);
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
        return new CatalogIndex(catalog, names, places);
    }
}
