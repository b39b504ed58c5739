using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Tinpot.Generators.Diagnostics;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports calls that are bound at run time and may then bind to an action.</summary>
/// <remarks>
/// With a dynamic argument the compiler still knows the candidates; on a dynamic object it knows a name, and an instance
/// action of that name is enough. Left alone: a dynamic object whose method is called by a delegate it hands out, and
/// names that only reflection puts together.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DynamicCallAnalyzer : ScopedAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.DynamicCall];

    protected override void Register(CompilationStartAnalysisContext start, CallScope scope) =>
        start.RegisterOperationAction(c => Analyze(c, scope), OperationKind.DynamicInvocation);

    private static void Analyze(OperationAnalysisContext context, CallScope scope)
    {
        IDynamicInvocationOperation call = (IDynamicInvocationOperation)context.Operation;
        SymbolInfo bound = call.SemanticModel!.GetSymbolInfo(call.Syntax, context.CancellationToken);
        string? action = bound.CandidateSymbols.Concat(bound.Symbol is { } one ? [one] : Array.Empty<ISymbol>())
            .OfType<IMethodSymbol>().FirstOrDefault(m => scope.IsAction(m) || scope.Behind(m) is not null)?.Name;
        if (action is null && call.Operation is IDynamicMemberReferenceOperation { Instance.Type.TypeKind: TypeKind.Dynamic } member)
            action = scope.Instance(member.MemberName);
        if (action is not null)
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.DynamicCall, call.Syntax.GetLocation(), action));
    }
}
