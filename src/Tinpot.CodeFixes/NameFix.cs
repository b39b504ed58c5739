using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Parsing.Declarations;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.CodeFixes;

/// <summary>TPT006: the attribute gives the action the nearest valid name. The method keeps its own name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NameFix)), Shared]
internal sealed class NameFix() : DocumentFix(DiagnosticIds.InvalidName, "Give the action a valid name")
{
    protected override Action<SyntaxEditor>? Prepare(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, cancellation)?.Attribute(KnownNames.Action) is not { ApplicationSyntaxReference: { } reference } attribute
            || reference.GetSyntax(cancellation) is not AttributeSyntax syntax
            || syntax.SyntaxTree != node.SyntaxTree)
            return null;
        IMethodSymbol method = model.GetDeclaredSymbol(declaration, cancellation)!;
        string name = ValidNames.Free(ActionParser.NameOf(method, attribute), method, model.Compilation);
        AttributeArgumentSyntax argument = SyntaxFactory.AttributeArgument(
            SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name)));
        bool named = attribute.ConstructorArguments.Length > 0;
        return editor => editor.ReplaceNode(syntax, (current, _) => Named((AttributeSyntax)current, argument, named));
    }

    private static AttributeSyntax Named(AttributeSyntax attribute, AttributeArgumentSyntax argument, bool named)
    {
        AttributeArgumentListSyntax list = attribute.ArgumentList ?? SyntaxFactory.AttributeArgumentList();
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = named
            ? list.Arguments.Replace(list.Arguments[0], argument.WithTriviaFrom(list.Arguments[0]))
            : list.Arguments.Insert(0, argument);
        return attribute.WithArgumentList(list.WithArguments(arguments));
    }
}
