using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports shell scripts that are not constants: text that is inserted into a script can run any command.</summary>
/// <remarks>
/// A choice between constants is reported too: what is certain is what the compiler calls a constant. A delegate of the
/// method takes any script, and so is one for all of them.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ScriptAnalyzer : ScopedAnalyzer
{
    private const string Method = "ScriptAsync";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.VaryingScript];

    protected override void Register(CompilationStartAnalysisContext start, CallScope scope)
    {
        start.RegisterOperationAction(
            static c => Report(c, Script((IInvocationOperation)c.Operation)), OperationKind.Invocation);
        start.RegisterOperationAction(
            static c => Report(c, IsScript(((IMethodReferenceOperation)c.Operation).Method) ? c.Operation : null), OperationKind.MethodReference);
        start.RegisterOperationAction(
            static c => Report(c, IsScript((IDynamicInvocationOperation)c.Operation) ? c.Operation : null), OperationKind.DynamicInvocation);
    }

    private static void Report(OperationAnalysisContext context, IOperation? varying)
    {
        if (varying is not null)
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.VaryingScript, varying.Syntax.GetLocation()));
    }

    private static IOperation? Script(IInvocationOperation call) =>
        IsScript(call.TargetMethod)
            && call.Arguments.FirstOrDefault(static a => a.Parameter?.Ordinal == 0)?.Value is { ConstantValue.HasValue: false } script
            ? script
            : null;

    // One overload alone, whose name is known whatever the arguments turn out to be
    private static bool IsScript(IDynamicInvocationOperation call) =>
        call.Operation is IDynamicMemberReferenceOperation { MemberName: Method, ContainingType: { } type } && type.Is(KnownNames.Shell);

    private static bool IsScript(IMethodSymbol method) => method.Name is Method && method.ContainingType.Is(KnownNames.Shell);
}
