using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Tinpot.Generators.Diagnostics;

namespace Tinpot.CodeFixes;

/// <summary>TPT081: an attribute that has no effect goes away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AttributeFix)), Shared]
internal sealed class AttributeFix() : DocumentFix(DiagnosticIds.UnreadAttribute, "Remove the attribute")
{
    protected override Action<SyntaxEditor>? Prepare(SyntaxNode node, SemanticModel model, CancellationToken cancellation) =>
        node.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute ? editor => editor.RemoveNode(attribute) : null;
}
