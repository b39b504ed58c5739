using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Simplification;
using Tinpot.Generators.Analyzers;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.CodeFixes;

/// <summary>TPT020: the action takes a token and passes it to everything it waits for that accepts one.</summary>
/// <remarks>
/// The parameter is optional, so that calls of the action still compile. Not offered where another declaration prescribes
/// the parameters (virtual, override, partial, implementation of an interface) and behind <c>params</c>.
/// </remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CancellationFix)), Shared]
internal sealed class CancellationFix() : DocumentFix(DiagnosticIds.IgnoredToken, "Take a CancellationToken and pass it on")
{
    protected override Action<SyntaxEditor>? Prepare(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration || model.GetDeclaredSymbol(declaration, cancellation) is not { } method)
            return null;
        string? token = method.Parameters.FirstOrDefault(static p => p.Type.Is(KnownNames.Token))?.Name.Escaped();
        if (token is null && IsPrescribed(method))
            return null;
        IInvocationOperation[] calls = [.. model.GetOperation(declaration, cancellation)?.Descendants().OfType<IInvocationOperation>().Where(CancellationAnalyzer.CouldBeStopped) ?? []];
        return editor =>
        {
            string name = token ?? FreeName(declaration);
            if (token is null)
                editor.ReplaceNode(declaration.ParameterList, (list, _) => ((ParameterListSyntax)list).AddParameters(Parameter(name)));
            foreach (IInvocationOperation call in calls)
            {
                ArgumentListSyntax arguments = ((InvocationExpressionSyntax)call.Syntax).ArgumentList;
                ArgumentSyntax argument = Argument(call, arguments, name, model);
                editor.ReplaceNode(arguments, (list, _) => ((ArgumentListSyntax)list).AddArguments(argument));
            }
        };
    }

    private static bool IsPrescribed(IMethodSymbol method) =>
        method.IsVirtual || method.IsOverride || method.IsAbstract || method.IsPartialDefinition || method.PartialDefinitionPart is not null
        || method.Parameters.Any(static p => p.IsParams)
        || method.ContainingType.AllInterfaces.SelectMany(static i => i.GetMembers())
            .Any(m => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(m), method));

    private static string FreeName(SyntaxNode declaration) =>
        declaration.DescendantTokens().Any(static t => t.ValueText == "cancel") ? "cancellationToken" : "cancel";

    private static ParameterSyntax Parameter(string name)
    {
        ParameterSyntax parameter = SyntaxFactory.ParseParameterList($"(global::{KnownNames.Token} {name} = default)").Parameters[0];
        return parameter.WithType(parameter.Type!.WithAdditionalAnnotations(Simplifier.Annotation));
    }

    /// <summary>By position where nothing optional is left out in front of it, else by name.</summary>
    private static ArgumentSyntax Argument(IInvocationOperation call, ArgumentListSyntax arguments, string name, SemanticModel model)
    {
        IParameterSymbol parameter = TokenOverload.Missing(call)!;
        bool onReceiver = model.GetSymbolInfo(call.Syntax).Symbol is IMethodSymbol { ReducedFrom: not null };
        bool next = parameter.Ordinal - (onReceiver ? 1 : 0) == arguments.Arguments.Count && arguments.Arguments.All(static a => a.NameColon is null);
        ArgumentSyntax argument = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(name));
        return next ? argument : argument.WithNameColon(SyntaxFactory.NameColon(parameter.Name.Escaped()));
    }
}
