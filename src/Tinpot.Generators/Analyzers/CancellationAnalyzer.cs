using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Parsing.Calls;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports an async action that cannot be cancelled, although the calls that it awaits could be.</summary>
/// <remarks>
/// Left alone, so that what is reported is certain:
/// <list type="bullet">
/// <item>an action that does anything with a token or with <c>ActionExecution</c>: it may mean to finish what it began;</item>
/// <item>an instance action whose constructor takes either;</item>
/// <item>waiting for <c>Shell</c>, which follows the execution's cancellation by itself;</item>
/// <item><c>Task.Run</c> and its like, whose token only keeps the work from starting;</item>
/// <item>calls in lambdas and local functions, which other code awaits.</item>
/// </list>
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class CancellationAnalyzer : BodyAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.IgnoredToken];

    protected override bool Concerns(IMethodSymbol method, ImmutableArray<IOperation> blocks) => InterceptionEligibility.IsAction(method);

    protected override void Analyze(OperationBlockAnalysisContext context, IMethodSymbol method, IReadOnlyList<IOperation> body)
    {
        if (!method.IsAsync || body.Any(CaresForCancellation) || (!method.IsStatic && method.ContainingType.InstanceConstructors.Any(static c => c.Parameters.Any(static p => IsCancellation(p.Type)))))
            return;
        if (body.OfType<IInvocationOperation>().FirstOrDefault(CouldBeStopped) is not { } call)
            return;
        IParameterSymbol? token = method.Parameters.FirstOrDefault(static p => p.Type.Is(KnownNames.Token));
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.IgnoredToken,
            (token ?? (ISymbol)method).Locations[0],
            method.Name, call.TargetMethod.Name, token is null ? "take a CancellationToken and pass it on" : $"pass '{token.Name}' on"));
    }

    /// <summary>The body waits for it, and it would take a token.</summary>
    public static bool CouldBeStopped(IInvocationOperation call) => IsAwaited(call) && TokenOverload.Missing(call) is not null;

    private static bool CaresForCancellation(IOperation operation) =>
        operation is not IDefaultValueOperation { IsImplicit: true } && !operation.IsImplicit && IsCancellation(operation.Type);

    private static bool IsCancellation(ITypeSymbol? type) =>
        type.Is(KnownNames.Token) || type.Is(KnownNames.Execution) || type.Is("Tinpot.ActionCancellation");

    /// <summary>By the body itself, with or without <c>ConfigureAwait</c>.</summary>
    private static bool IsAwaited(IInvocationOperation call)
    {
        IOperation? user = call.Parent;
        while (user is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } or IConversionOperation or IParenthesizedOperation)
            user = user.Parent;
        if (user is not IAwaitOperation and not IForEachLoopOperation { IsAsynchronous: true })
            return false;
        for (; user is not null; user = user.Parent)
        {
            if (user is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return false;
        }
        return true;
    }
}
