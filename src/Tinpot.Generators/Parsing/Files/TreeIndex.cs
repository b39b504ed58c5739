using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing.Files;

/// <summary>
/// The names that the code of a file mentions, the methods with attributes, and what the file declares. Purely syntactic,
/// so an unchanged file keeps its index.
/// </summary>
/// <remarks>
/// The one value of the pipeline that holds a tree: it flows from the list of trees to the parsers and no further. Asking
/// the semantic model about every call or attribute instead costs ten to a hundred times as much per edit. Names are kept
/// by their hashes: each graph of calls looks through those of every file, and a collision costs no more than a look.
/// </remarks>
internal sealed class TreeIndex : IEquatable<TreeIndex>
{
    /// <summary>Stands for <c>new()</c>, which names nothing.</summary>
    public const string UnnamedCreation = "new()";

    private const string Suffix = "Attribute";

    private readonly HashSet<int> _names = [];
    private readonly List<(TextSpan Method, string[] Attributes)> _attributed = [];
    private readonly HashSet<string> _aliases = [];
    private readonly List<string> _globalAliases = [];

    private TreeIndex(SyntaxTree tree, CancellationToken cancellation)
    {
        Tree = tree;
        SyntaxNode root = tree.GetRoot(cancellation);
        SourceText text = tree.GetText(cancellation);
        Hashes = (DeclaredText.Hash(root, text), DeclaredText.HashAll(text));
        foreach (SyntaxNode node in root.DescendantNodes())
            Add(node);
    }

    public SyntaxTree Tree { get; }

    /// <summary>Of what the file declares, and of the whole file.</summary>
    public (ulong Declared, ulong All) Hashes { get; }

    /// <summary>Names that the file gives to something for the whole project; an attribute may hide behind each.</summary>
    public EquatableArray<string> GlobalAliases => _globalAliases.ToEquatableArray();

    public static TreeIndex Create(SyntaxTree tree, CancellationToken cancellation) => new(tree, cancellation);

    public static string? MentionedName(SyntaxNode node) => node switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        ImplicitObjectCreationExpressionSyntax => UnnamedCreation,
        _ => null,
    };

    public static int HashOf(string name) => StringComparer.Ordinal.GetHashCode(name);

    /// <summary>The call whose method has this name; null when there is none.</summary>
    public static InvocationExpressionSyntax? CallOf(SimpleNameSyntax name)
    {
        ExpressionSyntax called = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => access,
            MemberBindingExpressionSyntax binding => binding,
            _ => name,
        };
        return called.Parent is InvocationExpressionSyntax call && call.Expression == called && CalledName(call) is not null ? call : null;
    }

    /// <summary>Name of the called method by its syntax; a generic method cannot be an action.</summary>
    public static string? CalledName(InvocationExpressionSyntax call) => call.Expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        MemberBindingExpressionSyntax { Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };

    public bool MayMention(IEnumerable<string> names) => _names.Count > 0 && names.Any(n => _names.Contains(HashOf(n)));

    /// <param name="hashes">Of the names that are looked for.</param>
    public bool MayMention(HashSet<int> hashes) => hashes.Count < _names.Count ? _names.Overlaps(hashes) : hashes.Overlaps(_names);

    /// <summary>Methods that may have the attribute; only their symbol knows.</summary>
    /// <param name="attribute">Full name of its class.</param>
    public IEnumerable<DeclarationPlace> MethodsWith(string attribute, EquatableArray<string> globalAliases)
    {
        string longName = attribute.Substring(attribute.LastIndexOf('.') + 1);
        string shortName = longName.Substring(0, longName.Length - Suffix.Length);
        foreach ((TextSpan method, string[] attributes) in _attributed)
        {
            if (attributes.Any(a => a == shortName || a == longName || IsAlias(a) || IsAlias(a + Suffix)))
                yield return new DeclarationPlace(Tree, method);
        }

        bool IsAlias(string name) => _aliases.Contains(name) || globalAliases.Contains(name);
    }

    public bool Equals(TreeIndex? other) => other is not null && ReferenceEquals(Tree, other.Tree);

    public override bool Equals(object? obj) => Equals(obj as TreeIndex);

    public override int GetHashCode() => Tree.GetHashCode();

    private void Add(SyntaxNode node)
    {
        if (MentionedName(node) is { } name)
            _names.Add(HashOf(name));
        else if (node is MethodDeclarationSyntax { AttributeLists.Count: > 0 } method)
            _attributed.Add((method.Span, [.. method.AttributeLists.SelectMany(static l => l.Attributes).Select(static a => LastName(a.Name))]));
        else if (node is UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var alias } directive)
            Add(alias, isGlobal: !directive.GlobalKeyword.Span.IsEmpty);
    }

    private void Add(string alias, bool isGlobal)
    {
        if (isGlobal)
            _globalAliases.Add(alias);
        else
            _aliases.Add(alias);
    }

    private static string LastName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
