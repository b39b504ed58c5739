using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Tinpot.Generators.Analyzers;

/// <summary>A rule over the bodies of methods, in a project that knows actions.</summary>
internal abstract class BodyAnalyzer : ScopedAnalyzer
{
    protected sealed override void Register(CompilationStartAnalysisContext start, CallScope scope) => start.RegisterOperationBlockAction(c =>
    {
        if (c.OwningSymbol is IMethodSymbol method && Concerns(method, c.OperationBlocks))
            Analyze(c, method, [.. c.OperationBlocks.Where(static b => b is not IParameterInitializerOperation).SelectMany(static b => b.DescendantsAndSelf())]);
    });

    /// <summary>Called before the expensive part.</summary>
    protected abstract bool Concerns(IMethodSymbol method, ImmutableArray<IOperation> blocks);

    /// <param name="body">Every operation in it, those of lambdas and local functions included.</param>
    protected abstract void Analyze(OperationBlockAnalysisContext context, IMethodSymbol method, IReadOnlyList<IOperation> body);
}
