using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Declarations;
using Tinpot.Generators.Parsing.Projects;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>Reports a service that an action of a program asks for and that nothing can have registered.</summary>
/// <remarks>
/// It is silent unless everything is seen: no other assembly's actions join, whose services would, and every
/// <c>[ActionServices]</c> method does nothing with the services but register types in calls that it knows.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class MissingServiceAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [DiagnosticDescriptors.MissingService];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (!ProjectParser.IsExecutable(start.Compilation) || CallScope.Of(start.Compilation) is null
                || ProjectParser.Joins(start.Compilation, start.Options.AnalyzerConfigOptionsProvider.GlobalOptions) is not { Joins.Count: 0, Problems.Count: 0 })
                return;
            RegisteredServices registered = new(start.Compilation.Assembly);
            ConcurrentBag<IParameterSymbol> needed = [];
            start.RegisterSymbolAction(c => Collect((IMethodSymbol)c.Symbol, c.Compilation, needed), SymbolKind.Method);
            start.RegisterOperationBlockAction(c =>
            {
                if (c.OwningSymbol is IMethodSymbol method && method.Attribute(KnownNames.ActionServices) is not null)
                    registered.Add(method, c.OperationBlocks);
            });
            start.RegisterCompilationEndAction(end => Report(end, needed, registered));
        });
    }

    private static void Collect(IMethodSymbol method, Compilation compilation, ConcurrentBag<IParameterSymbol> needed)
    {
        if (method.PartialDefinitionPart is not null || method.Attribute(KnownNames.Action) is null)
            return;
        Add(method.Parameters, InjectionParser.Parse);
        if (!method.IsStatic && ConstructionParser.Constructor(method.ContainingType, compilation) is { } constructor)
            Add(constructor.Parameters, InjectionParser.ParseConstructor);

        void Add(ImmutableArray<IParameterSymbol> parameters, Func<IParameterSymbol, InjectionModel?> parse)
        {
            foreach (IParameterSymbol parameter in parameters)
            {
                if (parse(parameter) is { Optional: false, Kind: InjectionKind.Service or InjectionKind.KeyedService })
                    needed.Add(parameter);
            }
        }
    }

    private static void Report(CompilationAnalysisContext context, IEnumerable<IParameterSymbol> needed, RegisteredServices registered)
    {
        if (!registered.IsComplete)
            return;
        foreach (IParameterSymbol parameter in needed.Distinct(SymbolEqualityComparer.Default).OfType<IParameterSymbol>())
        {
            if (parameter.Locations.FirstOrDefault(static l => l.IsInSource) is { } place
                && !registered.Has(parameter.Type, InjectionParser.ParseConstructor(parameter).Kind is InjectionKind.KeyedService))
                context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.MissingService, place, parameter.Type.Display()));
        }
    }
}
