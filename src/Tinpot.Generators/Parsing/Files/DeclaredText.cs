using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Tinpot.Generators.Parsing.Files;

/// <summary>A hash of a file without the bodies of its members: all of it that another file's meaning can depend on.</summary>
/// <remarks>
/// Initialisers count, since constants are written in them, and so do comments, since descriptions are. A body with
/// directives counts too: <c>#nullable</c> reaches beyond its end.
/// </remarks>
internal static class DeclaredText
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Hash(SyntaxNode root, SourceText text)
    {
        string all = text.ToString();
        ulong hash = Basis;
        int at = 0;
        foreach (SyntaxNode body in root.DescendantNodes(static n => !IsBody(n)).Where(IsBody))
        {
            hash = Mix(hash, all, at, body.SpanStart);
            at = body.Span.End;
        }
        return Mix(hash, all, at, all.Length);
    }

    /// <summary>A hash of the whole text.</summary>
    public static ulong HashAll(SourceText text)
    {
        string all = text.ToString();
        return Mix(Basis, all, 0, all.Length);
    }

    public static ulong Mix(ulong hash, ulong next) => unchecked((hash ^ next) * Prime);

    private static bool IsBody(SyntaxNode node) => node switch
    {
        BlockSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax } => !node.ContainsDirectives,
        ArrowExpressionClauseSyntax { Parent: MemberDeclarationSyntax or AccessorDeclarationSyntax } => !node.ContainsDirectives,
        _ => false,
    };

    private static ulong Mix(ulong hash, string text, int from, int to)
    {
        for (int i = from; i < to; i++)
            hash = unchecked((hash ^ text[i]) * Prime);
        // Where a body was cut out
        return Mix(hash, ulong.MaxValue);
    }
}
