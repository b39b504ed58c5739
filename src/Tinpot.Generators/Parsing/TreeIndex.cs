using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tinpot.Generators.Parsing;

/// <summary>The names that the code of a file mentions. Purely syntactic, so an unchanged file keeps its index.</summary>
/// <remarks>
/// The one value of the pipeline that holds a tree: it flows from the list of trees to the parsers of calls and no
/// further. Asking the semantic model about every call instead costs a hundred times as much per edit. Names are kept
/// by their hashes: each graph of calls looks through those of every file, and a collision costs no more than a look.
/// </remarks>
internal sealed class TreeIndex : IEquatable<TreeIndex>
{
    /// <summary>Stands for <c>new()</c>, which names nothing.</summary>
    public const string UnnamedCreation = "new()";

    private readonly HashSet<int> _names;

    private TreeIndex(SyntaxTree tree, HashSet<int> names)
    {
        Tree = tree;
        _names = names;
    }

    public SyntaxTree Tree { get; }

    public static TreeIndex Create(SyntaxTree tree, CancellationToken cancellation)
    {
        HashSet<int> names = [];
        foreach (SyntaxNode node in tree.GetRoot(cancellation).DescendantNodes())
        {
            if (MentionedName(node) is { } name)
                names.Add(HashOf(name));
        }
        return new TreeIndex(tree, names);
    }

    public static string? MentionedName(SyntaxNode node) => node switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        ImplicitObjectCreationExpressionSyntax => UnnamedCreation,
        _ => null,
    };

    public static int HashOf(string name) => StringComparer.Ordinal.GetHashCode(name);

    /// <summary>The call that a name is the name of; null when it is no such.</summary>
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

    /// <summary>Name of the called method as far as syntax tells; generic ones are no actions.</summary>
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

    public bool Equals(TreeIndex? other) => other is not null && ReferenceEquals(Tree, other.Tree);

    public override bool Equals(object? obj) => Equals(obj as TreeIndex);

    public override int GetHashCode() => Tree.GetHashCode();
}
