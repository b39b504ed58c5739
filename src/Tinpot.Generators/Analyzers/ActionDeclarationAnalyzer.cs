using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Parsing.Declarations;
using Tinpot.Generators.Parsing.Projects;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports every declaration that the generator leaves out.</summary>
/// <remarks>An analyzer, not the generator, because only an analyzer's diagnostics can be suppressed in source.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ActionDeclarationAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticDescriptors.Declarations;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownNames.Action) is null || !start.Compilation.HasLanguage())
                return;
            ConcurrentBag<IMethodSymbol> actions = [];
            start.RegisterSymbolAction(c => Method(c, actions), SymbolKind.Method);
            start.RegisterSymbolAction(Event, SymbolKind.Event);
            start.RegisterSyntaxNodeAction(LocalFunction, SyntaxKind.LocalFunctionStatement);
            start.RegisterSyntaxNodeAction(Lambda, SyntaxKind.ParenthesizedLambdaExpression);
            start.RegisterCompilationEndAction(c => Duplicates(c, actions));
        });
    }

    private static void Method(SymbolAnalysisContext context, ConcurrentBag<IMethodSymbol> actions)
    {
        IMethodSymbol method = (IMethodSymbol)context.Symbol;
        if (method.PartialDefinitionPart is not null)
            return;
        if (method.Attribute(KnownNames.ActionServices) is not null && ServicesParser.Parse(method, context.Compilation) is null)
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.InvalidServices, method.Locations[0], method.Name));
        if (method.Attribute(KnownNames.Action) is null)
        {
            Unlimited(method, context.ReportDiagnostic);
            return;
        }

        ParsedAction parsed = ParsedActions.Parse(method, context.Compilation, context.CancellationToken);
        if (parsed.Model is not null)
            actions.Add(method);
        foreach (DeclarationProblem problem in parsed.Problems)
        {
            Location location = problem.Parameter < 0 ? method.Locations[0] : method.Parameters[problem.Parameter].Locations[0];
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.Find(problem.Rule), location, [.. problem.Arguments]));
        }
    }

    private static void Unlimited(IMethodSymbol method, Action<Diagnostic> report)
    {
        if (method.Attribute(KnownNames.MaxConcurrent) is not null)
            report(Diagnostic.Create(DiagnosticDescriptors.LimitOfNoAction, method.Locations[0], method.Name));
    }

    private static void LocalFunction(SyntaxNodeAnalysisContext context)
    {
        LocalFunctionStatementSyntax syntax = (LocalFunctionStatementSyntax)context.Node;
        if (syntax.AttributeLists.Count == 0 || context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is not IMethodSymbol method)
            return;
        if (method.Attribute(KnownNames.Action) is null)
            Unlimited(method, context.ReportDiagnostic);
        if (method.Attribute(KnownNames.ActionServices) is not null)
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.InvalidServices, method.Locations[0], method.Name));
        ActionParser.Parse(method, context.Compilation, out IReadOnlyList<DeclarationProblem> problems, context.CancellationToken);
        foreach (DeclarationProblem problem in problems)
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.Find(problem.Rule), method.Locations[0], [.. problem.Arguments]));
    }

    private static void Lambda(SyntaxNodeAnalysisContext context)
    {
        ParenthesizedLambdaExpressionSyntax syntax = (ParenthesizedLambdaExpressionSyntax)context.Node;
        if (syntax.AttributeLists.Count == 0 || context.SemanticModel.GetSymbolInfo(syntax, context.CancellationToken).Symbol is not IMethodSymbol method)
            return;
        Stray(method, "lambda", "a lambda has no name; move it into a method of a class", context.ReportDiagnostic);
    }

    /// <summary>The compiler creates the accessors of such an event, so analyzers do not get them as symbols.</summary>
    private static void Event(SymbolAnalysisContext context)
    {
        if (context.Symbol is IEventSymbol { AddMethod: { IsImplicitlyDeclared: true } accessor })
            Stray(accessor, context.Symbol.Name, "only ordinary methods can be actions", context.ReportDiagnostic);
    }

    /// <summary>Code with attributes of ours that is not a method with a name.</summary>
    private static void Stray(IMethodSymbol method, string name, string reason, Action<Diagnostic> report)
    {
        if (method.Attribute(KnownNames.Action) is { } action)
            report(Diagnostic.Create(DiagnosticDescriptors.UnsupportedPlace, action.Place(), name, reason));
        else if (method.Attribute(KnownNames.MaxConcurrent) is { } limit)
            report(Diagnostic.Create(DiagnosticDescriptors.LimitOfNoAction, limit.Place(), name));
        if (method.Attribute(KnownNames.ActionServices) is { } services)
            report(Diagnostic.Create(DiagnosticDescriptors.InvalidServices, services.Place(), name));
    }

    private static void Duplicates(CompilationAnalysisContext context, ConcurrentBag<IMethodSymbol> actions)
    {
        IReadOnlyDictionary<string, JoinedAction> joined = ProjectParser.Joins(context.Compilation, context.Options.AnalyzerConfigOptionsProvider.GlobalOptions).Names;
        foreach (Rejection<IMethodSymbol> rejection in new Acceptance<IMethodSymbol>(actions.Select(ParsedActions.Candidate), joined.Keys).Rejections)
        {
            (IMethodSymbol method, string name) = (rejection.Action, rejection.Name);
            string other;
            if (rejection.Other is { } own)
                other = $"'{own.ContainingType.Name}.{own.Name}'";
            else if (joined[name] is { Attribute: null } foreign)
                other = $"an action of '{foreign.Assembly}'";
            else
                // UseActionsAnalyzer reports a clash with an action that an attribute lets join, at that attribute
                continue;
            context.ReportDiagnostic(rejection.IsAlias
                ? Diagnostic.Create(DiagnosticDescriptors.InvalidAlias, method.Locations[0], method.Name, name, $"is taken by {other}: leave it out, or rename one")
                : Diagnostic.Create(DiagnosticDescriptors.DuplicateName, method.Locations[0], method.Name, name, other));
        }
    }
}
