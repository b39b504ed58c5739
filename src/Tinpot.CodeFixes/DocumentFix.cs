using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;

namespace Tinpot.CodeFixes;

/// <summary>Mends what one rule reports by editing the document it is reported in, one place at a time or all at once.</summary>
/// <remarks>What cannot be mended by rote is offered no fix: a fix leaves no diagnostic of its rule and code that compiles.</remarks>
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

    /// <summary>The edit that mends what is reported at a node; null when there is none by rote.</summary>
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
