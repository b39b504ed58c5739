using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports actions that become a delegate or a function pointer, whose calls are not recorded.</summary>
/// <remarks>
/// Left alone: <c>nameof</c>, which calls nothing; an argument for a parameter marked <c>[ActionReference]</c>, whose
/// method says that it knows; the call in a lambda, which is recorded; attributes and reflection, which name methods by text.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class MethodGroupAnalyzer : ScopedAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics =>
        [DiagnosticDescriptors.MethodGroup, DiagnosticDescriptors.UnrecordedCall];

    protected override void Register(CompilationStartAnalysisContext start, CallScope scope) =>
        start.RegisterOperationAction(c => Analyze(c, scope), OperationKind.MethodReference);

    private static void Analyze(OperationAnalysisContext context, CallScope scope)
    {
        IMethodReferenceOperation reference = (IMethodReferenceOperation)context.Operation;
        bool direct = scope.IsAction(reference.Method);
        IMethodSymbol? action = direct ? reference.Method : reference.IsVirtual ? scope.Behind(reference.Method) : null;
        if (action is null || IsKnowing(reference))
            return;
        Location place = reference.Syntax.GetLocation();
        context.ReportDiagnostic(direct
            ? Diagnostic.Create(DiagnosticDescriptors.MethodGroup, place, action.Name)
            : Diagnostic.Create(DiagnosticDescriptors.UnrecordedCall, place, action.Name, DirectCallAnalyzer.Through(reference.Method)));
    }

    /// <summary>The reference goes nowhere but into a parameter marked <c>[ActionReference]</c>, or is a name only.</summary>
    private static bool IsKnowing(IOperation reference)
    {
        for (IOperation? current = reference.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case IArgumentOperation argument:
                    return argument.Parameter?.Attribute(KnownNames.ActionReference) is not null;
                case INameOfOperation:
                    return true;
                case IConversionOperation or IDelegateCreationOperation or IAddressOfOperation or IConditionalOperation or ICoalesceOperation
                    or IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation:
                    continue;
                default:
                    return false;
            }
        }
        return false;
    }
}
