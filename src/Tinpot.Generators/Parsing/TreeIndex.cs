using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tinpot.Generators.Parsing;

/// <summary>The names that are called in a file. Purely syntactic, so an unchanged file keeps its index.</summary>
/// <remarks>
/// The one value of the pipeline that holds a tree: it flows from the list of trees to the parser of call sites and no
/// further. Asking the semantic model about every call instead costs a hundred times as much per edit.
/// </remarks>
internal sealed class TreeIndex : IEquatable<TreeIndex>
{
    private readonly HashSet<string> _names;

    private TreeIndex(SyntaxTree tree, HashSet<string> names)
    {
        Tree = tree;
        _names = names;
    }

    public SyntaxTree Tree { get; }

    public static TreeIndex Create(SyntaxTree tree, CancellationToken cancellation)
    {
        HashSet<string> names = [];
        foreach (SyntaxNode node in tree.GetRoot(cancellation).DescendantNodes())
        {
            if (node is InvocationExpressionSyntax call && CalledName(call) is { } name)
                names.Add(name);
        }
        return new TreeIndex(tree, names);
    }

    /// <summary>Name of the called method as far as syntax tells; generic ones are no actions.</summary>
    public static string? CalledName(InvocationExpressionSyntax call) => call.Expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        MemberBindingExpressionSyntax { Name: IdentifierNameSyntax name } => name.Identifier.ValueText,
        _ => null,
    };

    public bool CallsAnyOf(IEnumerable<string> names) => _names.Count > 0 && names.Any(_names.Contains);

    public bool Equals(TreeIndex? other) => other is not null && ReferenceEquals(Tree, other.Tree);

    public override bool Equals(object? obj) => Equals(obj as TreeIndex);

    public override int GetHashCode() => Tree.GetHashCode();
}
