using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;
using Tinpot.Generators.Text;
using static Tinpot.Generators.Parsing.Projects.ReferencedCatalogs;

namespace Tinpot.Generators.Parsing.Projects;

/// <summary>Decides which assemblies' actions join the program's, and under which names: project references by default, others by <c>[UseActions]</c>.</summary>
/// <remarks>The generator uses the joins, the analyzer the problems. Actions that cannot join are left out, so that generated code compiles.</remarks>
internal sealed class JoinParser
{
    private readonly List<JoinModel> _joins = [];
    private readonly List<JoinProblem> _problems = [];
    private readonly Dictionary<string, JoinedAction> _names = new(StringComparer.Ordinal);

    private JoinParser()
    {
    }

    /// <param name="projects">Names of the referenced projects.</param>
    public static JoinResult Parse(Compilation compilation, bool executable, HashSet<string> projects)
    {
        JoinParser parser = new();
        AttributeData[] attributes = [.. compilation.Assembly.GetAttributes().Where(static a => a.AttributeClass.Is(KnownNames.UseActions))];
        if (executable)
            parser.Parse(compilation, projects, attributes);
        else
            parser.RefuseAll(attributes);
        return new JoinResult([.. parser._joins.OrderBy(static j => j.Catalog, StringComparer.Ordinal)], parser._names, parser._problems);
    }

    /// <summary>A library announces only its own actions; the program joins all of them, each once.</summary>
    private void RefuseAll(AttributeData[] attributes)
    {
        foreach (AttributeData attribute in attributes)
            Report(attribute, "this project is a library, and only a program has a catalog that actions could join; write it in the program");
    }

    private void Parse(Compilation compilation, HashSet<string> projects, AttributeData[] attributes)
    {
        Announcement[] announced = [.. Of(compilation)];
        Dictionary<string, AttributeData> used = new(StringComparer.Ordinal);
        foreach (AttributeData attribute in attributes)
        {
            if (Find(attribute, compilation, announced) is not { } found)
                continue;
            if (used.ContainsKey(found.Assembly))
                Report(attribute, $"assembly '{found.Assembly}' is used twice; say everything in one attribute");
            else
                used.Add(found.Assembly, attribute);
        }
        // Assemblies that join with their own names come first, so that a clash is reported where it can be solved
        foreach (Announcement plain in announced.Where(a => projects.Contains(a.Assembly) && !used.ContainsKey(a.Assembly)).OrderBy(static a => a.Catalog, StringComparer.Ordinal))
            Join(plain, null);
        foreach (Announcement found in announced)
        {
            if (used.TryGetValue(found.Assembly, out AttributeData? attribute))
                Join(found, attribute);
        }
    }

    private Announcement? Find(AttributeData attribute, Compilation compilation, Announcement[] announced)
    {
        // The compiler reports a type that does not exist
        if (attribute.Positional(0) is not ITypeSymbol type || type.TypeKind is TypeKind.Error)
            return null;
        string name = type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
        if (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
            return Report(attribute, $"'{name}' is a type of this project, whose actions are in the catalog anyway; name a type of the package");
        if (type.ContainingAssembly is not { } assembly)
            return Report(attribute, $"'{name}' is a type of no assembly; name a type of the package");
        return Array.Find(announced, a => a.Assembly == assembly.Name)
            ?? Report(attribute, $"assembly '{assembly.Name}', which declares '{name}', announces no actions: it has none, or was built without the generator");
    }

    private void Join(Announcement found, AttributeData? attribute)
    {
        if (!found.IsGlobal)
        {
            Report(attribute, $"assembly '{found.Assembly}' {AliasedReference.Problem}");
            return;
        }
        if (_joins.Find(j => j.Catalog == found.Catalog) is { } twin)
        {
            Report(attribute, $"assemblies '{twin.Assembly}' and '{found.Assembly}' have a catalog of one name, '{found.Catalog.Substring("global::".Length)}'; give one of the assemblies another name");
            return;
        }
        string prefix = attribute?.NamedText("Prefix") ?? "";
        if (prefix.Length > 0 && (!ActionNames.IsValid(prefix) || prefix[prefix.Length - 1] == '_'))
        {
            Report(attribute, $"'{prefix}' is not a valid prefix: it must match [a-z][a-z0-9_]* and not end with an underscore, which is added");
            return;
        }
        if (prefix.Length > 0)
            prefix += "_";
        HashSet<string> excluded = Excluded(found, attribute, prefix);
        foreach (string action in found.Actions)
        {
            if (!excluded.Contains(action) && !Take(found, attribute, action, prefix))
                excluded.Add(action);
        }
        // Without an action there are no aliases of it
        foreach ((string alias, string action) in found.Aliases)
        {
            if (!excluded.Contains(action) && !excluded.Contains(alias) && !Take(found, attribute, alias, prefix))
                excluded.Add(alias);
        }
        _joins.Add(new JoinModel(found.Assembly, found.Catalog, prefix, excluded.OrderBy(static e => e, StringComparer.Ordinal).ToEquatableArray()));
    }

    private HashSet<string> Excluded(Announcement found, AttributeData? attribute, string prefix)
    {
        HashSet<string> excluded = new(StringComparer.Ordinal);
        HashSet<string> known = [.. found.Actions, .. found.Aliases.Select(static a => a.Alias)];
        foreach (string name in (attribute?.NamedList("Exclude") ?? []).OfType<string>())
        {
            if (known.Contains(name))
                excluded.Add(name);
            else if (prefix.Length > 0 && name.StartsWith(prefix, StringComparison.Ordinal) && known.Contains(name.Substring(prefix.Length)))
                Report(attribute, $"'{name}' cannot be excluded: write the name without the prefix, '{name.Substring(prefix.Length)}'");
            else
                Report(attribute, $"assembly '{found.Assembly}' has no action '{name}' to exclude; it has {List(found.Actions)}");
        }
        return excluded;
    }

    private bool Take(Announcement found, AttributeData? attribute, string own, string prefix)
    {
        string name = prefix + own;
        if (!ActionNames.IsValid(name))
        {
            Report(attribute, $"'{name}' would have more than 64 characters; take a shorter prefix or exclude '{own}'");
            return false;
        }
        if (_names.TryGetValue(name, out JoinedAction? other))
        {
            Report(attribute, $"'{name}' is an action of '{other.Assembly}' and one of '{found.Assembly}'; give one of them a prefix or exclude '{own}'");
            return false;
        }
        _names.Add(name, new JoinedAction(found.Assembly, own, attribute));
        return true;
    }

    private static string List(string[] names) => string.Join(", ", names.Take(10).Select(static n => $"'{n}'")) + (names.Length > 10 ? ", …" : "");

    private Announcement? Report(AttributeData? attribute, string obstacle)
    {
        _problems.Add(new JoinProblem(attribute, obstacle));
        return null;
    }
}

/// <summary>The joined actions, and the problems with others.</summary>
/// <param name="Joins">In ordinal order of their catalogs.</param>
/// <param name="Names">The actions that join, by the names and aliases they have in the program.</param>
internal sealed record JoinResult(IReadOnlyList<JoinModel> Joins, IReadOnlyDictionary<string, JoinedAction> Names, IReadOnlyList<JoinProblem> Problems);

/// <param name="Action">Name or alias of the action in its own assembly.</param>
/// <param name="Attribute">The <c>[UseActions]</c> that lets it join; null when it joins as a project reference.</param>
internal sealed record JoinedAction(string Assembly, string Action, AttributeData? Attribute);

/// <param name="Attribute">Where it is reported; null when nothing is written about the assembly.</param>
internal sealed record JoinProblem(AttributeData? Attribute, string Obstacle);
