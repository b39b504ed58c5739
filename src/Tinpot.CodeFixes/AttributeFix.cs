using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Tinpot.Generators.Diagnostics;

namespace Tinpot.CodeFixes;

/// <summary>TPT081: an attribute that has no effect goes away, or the argument of one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AttributeFix)), Shared]
internal sealed class AttributeFix() : DocumentFix(DiagnosticIds.UnreadAttribute, "Remove the attribute")
{
    protected override Action<SyntaxEditor>? Prepare(SyntaxNode node, SemanticModel model, CancellationToken cancellation) =>
        node.FirstAncestorOrSelf<SyntaxNode>(static n => n is AttributeSyntax or AttributeArgumentSyntax) switch
        {
            AttributeArgumentSyntax { Parent: AttributeArgumentListSyntax list } argument => editor =>
                editor.ReplaceNode(list, (current, _) => Without((AttributeArgumentListSyntax)current, argument.NameEquals?.Name.Identifier.ValueText)),
            AttributeSyntax attribute => editor => editor.RemoveNode(attribute),
            _ => null,
        };

    private static AttributeArgumentListSyntax Without(AttributeArgumentListSyntax list, string? name) =>
        list.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == name) is { } argument ? list.WithArguments(list.Arguments.Remove(argument)) : list;
}
