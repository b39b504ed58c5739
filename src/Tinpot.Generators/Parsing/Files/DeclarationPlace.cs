using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Files;

/// <summary>Where a method is declared that may have an attribute of ours; it holds a tree, and goes no further than the parsers.</summary>
internal sealed record DeclarationPlace(SyntaxTree Tree, TextSpan Span)
{
    public MethodDeclarationSyntax Node(CancellationToken cancellation) => (MethodDeclarationSyntax)Tree.GetRoot(cancellation).FindNode(Span);

    /// <summary>The method, in a compilation that has the file; null when the attribute is another of that name.</summary>
    public IMethodSymbol? Find(string attribute, Compilation compilation, CancellationToken cancellation) =>
        compilation.GetSemanticModel(Tree).GetDeclaredSymbol(Node(cancellation), cancellation) is IMethodSymbol method && method.Attribute(attribute) is not null ? method.Declared() : null;
}
