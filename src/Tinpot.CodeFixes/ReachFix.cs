using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Tinpot.Generators.Diagnostics;

namespace Tinpot.CodeFixes;

/// <summary>TPT002: the method, and every type around it that hides it, becomes internal; what was protected stays so as well.</summary>
/// <remarks>
/// Not offered for an override, whose accessibility is its base's, and where a type is declared in more than one file, since
/// all its parts must agree.
/// </remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReachFix)), Shared]
internal sealed class ReachFix() : DocumentFix(DiagnosticIds.NotReachable, "Make it internal, and the types around it")
{
    protected override Action<SyntaxEditor>? Prepare(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, cancellation) is not { IsOverride: false } method)
            return null;
        List<(SyntaxNode Node, Accessibility Wanted)> edits = [];
        for (ISymbol? symbol = method; symbol is not null; symbol = symbol.ContainingType)
        {
            if (Wanted(symbol) is not { } wanted)
                continue;
            foreach (SyntaxReference part in symbol.DeclaringSyntaxReferences)
            {
                if (part.SyntaxTree != node.SyntaxTree)
                    return null;
                edits.Add((part.GetSyntax(cancellation), wanted));
            }
        }
        return editor =>
        {
            foreach ((SyntaxNode part, Accessibility wanted) in edits)
                editor.ReplaceNode(part, (current, generator) => generator.WithAccessibility(WithoutFile(current), wanted));
        };
    }

    /// <summary>Null for what generated code can name as it is.</summary>
    private static Accessibility? Wanted(ISymbol symbol) => symbol.DeclaredAccessibility switch
    {
        _ when symbol is INamedTypeSymbol { IsFileLocal: true } => Accessibility.Internal,
        Accessibility.Private or Accessibility.ProtectedAndInternal => Accessibility.Internal,
        Accessibility.Protected => Accessibility.ProtectedOrInternal,
        _ => null,
    };

    private static SyntaxNode WithoutFile(SyntaxNode node) =>
        node is BaseTypeDeclarationSyntax type && type.Modifiers.FirstOrDefault(static m => m.IsKind(SyntaxKind.FileKeyword)) is { RawKind: not 0 } file
            ? type.ReplaceToken(file, SyntaxFactory.Token(SyntaxKind.InternalKeyword).WithTriviaFrom(file))
            : node;
}
