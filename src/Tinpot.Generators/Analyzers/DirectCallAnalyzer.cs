using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Parsing.Calls;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports calls of actions that the generator does not intercept, which would run unrecorded.</summary>
/// <remarks>
/// It asks the very function that the generator asks. Left alone:
/// <list type="bullet">
/// <item>calls in files that say they are generated: their author cannot change them, and they are intercepted where possible;</item>
/// <item>calls of a method whose declaration is an error (TPT00x): it is not an action until that is fixed;</item>
/// <item>calls of an override that is not an action itself: the method that is named decides, and a virtual action that
/// is called by its own name is recorded as that one, whatever runs;</item>
/// <item>what <see cref="ActionDispatch"/> cannot see.</item>
/// </list>
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DirectCallAnalyzer : ScopedAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics =>
        [DiagnosticDescriptors.BaseCall, DiagnosticDescriptors.ExpressionTree, DiagnosticDescriptors.StaticAbstract, DiagnosticDescriptors.UnrecordedCall];

    protected override void Register(CompilationStartAnalysisContext start, CallScope scope) =>
        start.RegisterOperationAction(c => Analyze(c, scope), OperationKind.Invocation);

    private static void Analyze(OperationAnalysisContext context, CallScope scope)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (!scope.IsAction(call.TargetMethod))
        {
            Indirect(context, scope, call);
            return;
        }
        switch (scope.Eligibility.Check(call, out _, context.CancellationToken))
        {
            case Eligibility.BaseCall:
                Report(context, DiagnosticDescriptors.BaseCall, call.TargetMethod);
                break;
            case Eligibility.ExpressionTree:
                Report(context, DiagnosticDescriptors.ExpressionTree, call.TargetMethod);
                break;
            case Eligibility.StaticAbstract:
                Report(context, DiagnosticDescriptors.StaticAbstract, call.TargetMethod);
                break;
            case Eligibility.CompilerMade:
                Report(context, DiagnosticDescriptors.UnrecordedCall, call.TargetMethod, "the compiler makes the call; write it out");
                break;
            case Eligibility.NoLocation:
                Report(context, DiagnosticDescriptors.UnrecordedCall, call.TargetMethod, "what is called is more than a name; call it by its name alone");
                break;
            case Eligibility.TwinFile:
                Report(context, DiagnosticDescriptors.UnrecordedCall, call.TargetMethod, "another file of this project has exactly the same text, and the compiler cannot tell their calls apart; make one differ, if only by a comment");
                break;
            case Eligibility.Unannounced:
                Report(context, DiagnosticDescriptors.UnrecordedCall, call.TargetMethod, $"'{call.TargetMethod.ContainingAssembly.Name}' announces no such action, because it is a program or was built without Tinpot's generator; move the action to a library that references Tinpot.Abstractions");
                break;
            case Eligibility.OutOfReach when !AliasedReference.IsGlobal(call.TargetMethod.ContainingAssembly, context.Compilation):
                Report(context, DiagnosticDescriptors.UnrecordedCall, call.TargetMethod, $"'{call.TargetMethod.ContainingAssembly.Name}' {AliasedReference.Problem}");
                break;
            case Eligibility.OutOfReach:
                Report(context, DiagnosticDescriptors.UnrecordedCall, call.TargetMethod, $"code generated in this project cannot call it or read its types; make both public in '{call.TargetMethod.ContainingAssembly.Name}'");
                break;
        }
    }

    private static void Indirect(OperationAnalysisContext context, CallScope scope, IInvocationOperation call)
    {
        // base.M() is bound at compile time, not dispatched
        if (call is { IsVirtual: false, ConstrainedToType: null } || scope.Behind(call.TargetMethod) is not { } action)
            return;
        if (call.ConstrainedToType is not null)
            Report(context, DiagnosticDescriptors.StaticAbstract, action);
        else
            Report(context, DiagnosticDescriptors.UnrecordedCall, action, Through(call.TargetMethod));
    }

    internal static string Through(IMethodSymbol method) =>
        $"a call through '{method.ContainingType.Name}' is recorded only if '{method.ContainingType.Name}.{method.Name}' is an action itself; call it on its own type";

    private static void Report(OperationAnalysisContext context, DiagnosticDescriptor rule, IMethodSymbol action, params object[] more) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, context.Operation.Syntax.GetLocation(), [action.Name, .. more]));
}
