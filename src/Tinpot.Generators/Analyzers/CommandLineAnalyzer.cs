using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Parsing.Calls;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports text from a parameter that something takes apart again: a shell, or the parser of a command line.</summary>
/// <remarks>
/// Left alone: numbers, dates and enums, which hold no text; an element of a list of arguments, which reaches the program
/// as it is; a program that is chosen by a parameter and started without a shell; the arguments of a script behind
/// <c>sh -c</c>; values that went through another method of the program, which may have checked them.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class CommandLineAnalyzer : BodyAnalyzer
{
    private const string StartInfo = "System.Diagnostics.ProcessStartInfo";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.CommandLine];

    protected override bool Concerns(IMethodSymbol method, ImmutableArray<IOperation> blocks) => InterceptionEligibility.IsAction(method);

    protected override void Analyze(OperationBlockAnalysisContext context, IMethodSymbol method, IReadOnlyList<IOperation> body)
    {
        ValueFlow? flow = null;
        foreach (IOperation operation in body)
        {
            foreach (IOperation? suspect in Suspects(operation, body))
            {
                flow ??= new ValueFlow(body, o => o is IParameterReferenceOperation p
                    && SymbolEqualityComparer.Default.Equals(p.Parameter.ContainingSymbol, method) && ValueFlow.IsText(p.Type));
                if (flow.Carrier(suspect) is { } carrier && flow.Source(carrier) is IParameterReferenceOperation source)
                    context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.CommandLine, carrier.Syntax.GetLocation(), source.Parameter.Name));
            }
        }
    }

    /// <summary>The expressions that become a command line.</summary>
    private static IEnumerable<IOperation?> Suspects(IOperation operation, IReadOnlyList<IOperation> body) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Start", ContainingType.Name: "Process", ContainingNamespace.Name: "Diagnostics" } } call => Started(call.Arguments),
        IObjectCreationOperation creation when IsStartInfo(creation.Type) => Started(creation.Arguments).Concat(UsesShell(body) ? [Value(creation.Arguments, "fileName")] : []),
        IInvocationOperation { TargetMethod: { Name: "RunAsync", ContainingType: { Name: "Shell", ContainingNamespace.Name: "Tinpot" } } } call =>
            ShellScript.In(Value(call.Arguments, "program"), Value(call.Arguments, "arguments")),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Arguments" } property } } assignment when IsStartInfo(property.ContainingType) =>
            [assignment.Value],
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "FileName" } property } } assignment when IsStartInfo(property.ContainingType) && UsesShell(body) =>
            [assignment.Value],
        _ => [],
    };

    private static IEnumerable<IOperation?> Started(ImmutableArray<IArgumentOperation> arguments)
    {
        IArgumentOperation? line = arguments.FirstOrDefault(static a => a.Parameter?.Name is "arguments");
        return line?.Parameter?.Type.SpecialType is SpecialType.System_String
            ? [line.Value]
            : ShellScript.In(Value(arguments, "fileName"), line?.Value);
    }

    private static bool UsesShell(IReadOnlyList<IOperation> body) => body.Any(static o =>
        o is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "UseShellExecute" } property }, Value.ConstantValue: { HasValue: true, Value: true } } && IsStartInfo(property.ContainingType));

    private static bool IsStartInfo(ITypeSymbol? type) => type is { Name: "ProcessStartInfo" } && type.ToDisplayString() == StartInfo;

    private static IOperation? Value(ImmutableArray<IArgumentOperation> arguments, string parameter) =>
        arguments.FirstOrDefault(a => a.Parameter?.Name == parameter)?.Value;
}
