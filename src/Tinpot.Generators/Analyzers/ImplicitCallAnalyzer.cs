using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports statements that call an action without naming it: <c>using</c>, <c>foreach</c>, slices.</summary>
/// <remarks>
/// Left alone: patterns whose methods cannot be actions because of what they take or return (enumerators, awaiters,
/// deconstruction, builders of collections); a <c>Main</c> that is an action, which the runtime calls outside any
/// execution; the host, which disposes the instance whose action it ran.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ImplicitCallAnalyzer : ScopedAnalyzer
{
    private const string Reason = "the compiler makes the call; call the action from this method";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.UnrecordedCall];

    protected override void Register(CompilationStartAnalysisContext start, CallScope scope)
    {
        start.RegisterOperationAction(c => Using((IUsingOperation)c.Operation, c, scope), OperationKind.Using);
        start.RegisterOperationAction(c => Using((IUsingDeclarationOperation)c.Operation, c, scope), OperationKind.UsingDeclaration);
        start.RegisterOperationAction(c => Slice(((IImplicitIndexerReferenceOperation)c.Operation).IndexerSymbol, c, scope), OperationKind.ImplicitIndexerReference);
        start.RegisterOperationAction(c => Slice(((ISlicePatternOperation)c.Operation).SliceSymbol, c, scope), OperationKind.SlicePattern);
        start.RegisterSyntaxNodeAction(c => ForEach(c, scope), SyntaxKind.ForEachStatement, SyntaxKind.ForEachVariableStatement);
    }

    private static void Using(IUsingOperation statement, OperationAnalysisContext context, CallScope scope)
    {
        if (statement.Resources is IVariableDeclarationGroupOperation group)
            Resources(group, statement.IsAsynchronous, context, scope);
        else
            Resource((statement.Resources as IConversionOperation)?.Operand.Type ?? statement.Resources.Type, statement.Resources.Syntax, statement.IsAsynchronous, context, scope);
    }

    private static void Using(IUsingDeclarationOperation declaration, OperationAnalysisContext context, CallScope scope) =>
        Resources(declaration.DeclarationGroup, declaration.IsAsynchronous, context, scope);

    private static void Resources(IVariableDeclarationGroupOperation group, bool async, OperationAnalysisContext context, CallScope scope)
    {
        foreach (IVariableDeclaratorOperation variable in group.Declarations.SelectMany(static d => d.Declarators))
            Resource(variable.Symbol.Type, variable.Syntax, async, context, scope);
    }

    private static void Resource(ITypeSymbol? type, SyntaxNode syntax, bool async, OperationAnalysisContext context, CallScope scope)
    {
        INamedTypeSymbol? disposable = scope.Compilation.GetTypeByMetadataName(async ? KnownNames.AsyncDisposable : KnownNames.Disposable);
        if (type is null || disposable?.GetMembers().OfType<IMethodSymbol>().FirstOrDefault() is not { } contract)
            return;
        IMethodSymbol dispose = type.FindImplementationForInterfaceMember(contract) as IMethodSymbol ?? contract;
        Report(dispose, syntax, scope, context.ReportDiagnostic);
    }

    private static void Slice(ISymbol? member, OperationAnalysisContext context, CallScope scope) =>
        Report(member as IMethodSymbol, context.Operation.Syntax, scope, context.ReportDiagnostic);

    private static void ForEach(SyntaxNodeAnalysisContext context, CallScope scope)
    {
        CommonForEachStatementSyntax loop = (CommonForEachStatementSyntax)context.Node;
        ForEachStatementInfo info = context.SemanticModel.GetForEachStatementInfo(loop);
        Report(info.MoveNextMethod, loop.Expression, scope, context.ReportDiagnostic);
    }

    private static void Report(IMethodSymbol? method, SyntaxNode syntax, CallScope scope, Action<Diagnostic> report)
    {
        if (method is not null && (scope.IsAction(method) ? method : scope.Behind(method)) is { } action)
            report(Diagnostic.Create(DiagnosticDescriptors.UnrecordedCall, syntax.GetLocation(), action.Name, Reason));
    }
}
