using Microsoft.CodeAnalysis.Diagnostics;

namespace Tinpot.Generators.Analyzers;

/// <summary>An analyzer of source that is not generated, in a project that can have or call actions.</summary>
internal abstract class ScopedAnalyzer : DiagnosticAnalyzer
{
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (CallScope.Of(start.Compilation) is { } scope)
                Register(start, scope);
        });
    }

    protected abstract void Register(CompilationStartAnalysisContext start, CallScope scope);
}
