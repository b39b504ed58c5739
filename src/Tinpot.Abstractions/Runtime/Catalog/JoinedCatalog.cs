using System.ComponentModel;

namespace Tinpot.Runtime;

/// <summary>A referenced assembly's catalog, and what its actions are called here.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JoinedCatalog
{
    private readonly string _prefix;
    private readonly string[] _excluded;

    /// <summary>A catalog that joins with all its actions, under their own names.</summary>
    /// <param name="catalog">The assembly's catalog.</param>
    public JoinedCatalog(CompiledCatalog catalog)
        : this(catalog, "", "")
    {
    }

    /// <summary>A catalog that joins under a prefix, or not as a whole.</summary>
    /// <param name="catalog">The assembly's catalog.</param>
    /// <param name="assembly">Name of the assembly, as the calls of its actions give it.</param>
    /// <param name="prefix">Stands before every name, the underscore between them included; empty for none.</param>
    /// <param name="excluded">Own names that are left out; an action goes with its aliases, an alias alone.</param>
    public JoinedCatalog(CompiledCatalog catalog, string assembly, string prefix, params string[] excluded)
    {
        Catalog = catalog;
        Assembly = assembly;
        _prefix = prefix;
        _excluded = excluded;
    }

    internal CompiledCatalog Catalog { get; }

    internal string Assembly { get; }

    internal bool Renames => _prefix.Length > 0;

    /// <summary>Joins a catalog as it is.</summary>
    public static implicit operator JoinedCatalog(CompiledCatalog catalog) => new(catalog);

    /// <summary>The name of one of its actions in this program, whether or not it is in the catalog.</summary>
    internal string NameOf(string own) => Renames ? _prefix + own : own;

    internal bool Includes(string own) => _excluded.Length == 0 || !_excluded.Contains(own, StringComparer.Ordinal);

    /// <summary>The description of an action of it, in the names it has here. A title that was made of the name follows it; the contract is the same.</summary>
    internal ActionDescriptor Describe(ActionDescriptor action, string own) => !Renames && _excluded.Length == 0 ? action : action with
    {
        Name = NameOf(own),
        Aliases = [.. action.Aliases.Where(Includes).Select(NameOf)],
        Title = Renames && action.Title == InWords(own) ? InWords(NameOf(own)) : action.Title,
    };

    private static string InWords(string name)
    {
        var words = name.Replace('_', ' ').Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
