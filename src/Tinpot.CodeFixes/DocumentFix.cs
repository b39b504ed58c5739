using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Tinpot.CodeFixes;

/// <summary>Fixes the diagnostics of one rule by editing their document, one place at a time or all at once.</summary>
/// <remarks>A fix is offered only where one can be applied mechanically: the result compiles and has no diagnostic of the rule.</remarks>
internal abstract class DocumentFix(string rule, string title) : CodeFixProvider
{
    public sealed override ImmutableArray<string> FixableDiagnosticIds => [rule];

    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        async (context, document, diagnostics) => await FixAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
            return;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (Prepare(Node(root, diagnostic), model, context.CancellationToken) is not null)
                context.RegisterCodeFix(CodeAction.Create(title, ct => FixAsync(context.Document, [diagnostic], ct), equivalenceKey: rule), diagnostic);
        }
    }

    /// <summary>The edit that fixes the diagnostic at a node; null when no mechanical edit can.</summary>
    protected abstract Action<SyntaxEditor>? Prepare(SyntaxNode node, SemanticModel model, CancellationToken cancellation);

    private async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in diagnostics)
            Prepare(Node(editor.OriginalRoot, diagnostic), editor.SemanticModel, cancellation)?.Invoke(editor);
        return editor.GetChangedDocument();
    }

    private static SyntaxNode Node(SyntaxNode root, Diagnostic diagnostic) => root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
}
