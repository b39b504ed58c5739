using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports a revealed secret on its way into the log: console, logger, progress.</summary>
/// <remarks>
/// In actions and in every other method, since the log of an execution has what all of them print. Left alone: what
/// <see cref="ValueFlow"/> does not follow (the secret may have been shortened or hashed), the secret itself, which shows
/// as <c>***</c>, and messages of exceptions, which are made for more than the log.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SecretLogAnalyzer : BodyAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.LoggedSecret];

    protected override bool Concerns(IMethodSymbol method, ImmutableArray<IOperation> blocks) =>
        blocks.Any(static b => b.Syntax.DescendantTokens().Any(static t => t.ValueText is "Reveal"));


    protected override void Analyze(OperationBlockAnalysisContext context, IMethodSymbol method, IReadOnlyList<IOperation> body)
    {
        ValueFlow flow = new(body, IsRevealed);
        foreach (IInvocationOperation call in body.OfType<IInvocationOperation>().Where(IsLog))
        {
            foreach (IArgumentOperation argument in call.Arguments)
            {
                if (flow.Carrier(argument) is { } carrier)
                    context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.LoggedSecret, carrier.Syntax.GetLocation()));
            }
        }
    }

    private static bool IsRevealed(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "Reveal" } target } && target.ContainingType.Is(KnownNames.Secret);

    private static bool IsLog(IInvocationOperation call)
    {
        IMethodSymbol target = call.TargetMethod;
        return target.ContainingType.MetadataName() switch
        {
            "System.Console" => target.Name is "Write" or "WriteLine",
            "System.IO.TextWriter" => call.Instance is IPropertyReferenceOperation { Property: { Name: "Out" or "Error", ContainingType: { } console } } && console.Is("System.Console"),
            "Microsoft.Extensions.Logging.LoggerExtensions" or KnownNames.Logger => target.Name.StartsWith("Log", StringComparison.Ordinal) || target.Name is "BeginScope",
            KnownNames.Execution => target.Name is "Report",
            _ => false,
        };
    }
}
