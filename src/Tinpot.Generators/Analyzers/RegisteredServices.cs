using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Analyzers;

/// <summary>The services that <c>[ActionServices]</c> methods register, as far as their code shows it.</summary>
/// <param name="assembly">The one whose code is seen.</param>
internal sealed class RegisteredServices(IAssemblySymbol assembly)
{
    private const string Microsoft = "Microsoft.Extensions.";

    /// <summary>The services of every container of actions: configuration, logging, options, and the container itself.</summary>
    private static readonly string[] OfTheHost =
    [
        "System.IServiceProvider", "System.Collections.Generic.IEnumerable",
        Microsoft + "DependencyInjection.IServiceScopeFactory", Microsoft + "DependencyInjection.IServiceProviderIsService", Microsoft + "DependencyInjection.IServiceProviderIsKeyedService",
        Microsoft + "Configuration.IConfiguration",
        Microsoft + "Logging.ILogger", Microsoft + "Logging.ILoggerFactory", Microsoft + "Logging.ILoggerProvider",
        Microsoft + "Logging.Configuration.ILoggerProviderConfigurationFactory", Microsoft + "Logging.Configuration.ILoggerProviderConfiguration",
        Microsoft + "Options.IOptions", Microsoft + "Options.IOptionsSnapshot", Microsoft + "Options.IOptionsMonitor", Microsoft + "Options.IOptionsFactory",
        Microsoft + "Options.IOptionsMonitorCache", Microsoft + "Options.IConfigureOptions", Microsoft + "Options.IOptionsChangeTokenSource",
    ];

    private readonly ConcurrentDictionary<(ITypeSymbol Type, bool Keyed), bool> _types = new(new TypeAndKey());
    private volatile bool _isIncomplete;

    /// <summary>Nothing was done with the services that is not understood.</summary>
    public bool IsComplete => !_isIncomplete;

    public void Add(IMethodSymbol method, IEnumerable<IOperation> blocks)
    {
        if (method.Parameters is not [{ } services, ..])
            return;
        foreach (IOperation operation in blocks.SelectMany(static b => b.DescendantsAndSelf()))
        {
            if (operation is IParameterReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Parameter, services))
                Follow(reference);
        }
    }

    public bool Has(ITypeSymbol type, bool keyed) =>
        (!keyed && OfTheHost.Contains(type.MetadataName()))
        || _types.ContainsKey((type, keyed))
        || (type is INamedTypeSymbol { IsGenericType: true } generic && _types.ContainsKey((generic.ConstructUnboundGenericType(), keyed)));

    /// <summary>Goes along a chain of calls: what each gives is the services again.</summary>
    private void Follow(IOperation services)
    {
        IOperation value = services;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        switch (value.Parent)
        {
            case IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: true } } call } when Register(call):
                Follow(call);
                break;
            case IExpressionStatementOperation when services is IInvocationOperation:
            // What the method gives back, for the application that calls it too; the host takes no notice
            case IReturnOperation when !IsInLambda(value):
                break;
            default:
                _isIncomplete = true;
                break;
        }
    }

    private static bool IsInLambda(IOperation operation)
    {
        for (IOperation? o = operation; o is not null; o = o.Parent)
        {
            if (o is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }
        return false;
    }

    private bool Register(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        // Looked at by itself
        if (SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, assembly) && method.Attribute(KnownNames.ActionServices) is not null)
            return true;
        string name = method.Name.StartsWith("Try", StringComparison.Ordinal) ? method.Name.Substring(3) : method.Name;
        bool keyed = name.StartsWith("AddKeyed", StringComparison.Ordinal);
        if (name is not ("AddSingleton" or "AddScoped" or "AddTransient" or "AddKeyedSingleton" or "AddKeyedScoped" or "AddKeyedTransient")
            || method.ContainingNamespace.ToDisplayString() is not (Microsoft + "DependencyInjection" or Microsoft + "DependencyInjection.Extensions")
            || Service(call) is not { } service)
            return false;
        _types[(service, keyed)] = true;
        return true;
    }

    /// <summary>The type that is asked for; null when it is not visible.</summary>
    private static ITypeSymbol? Service(IInvocationOperation call)
    {
        if (call.TargetMethod.TypeArguments is [{ } service, ..])
            return service is ITypeParameterSymbol ? null : service;
        IOperation? first = call.Arguments.FirstOrDefault(static a => a.Parameter is { Ordinal: 1 })?.Value;
        return first is ITypeOfOperation { TypeOperand: { } named } and { TypeOperand: not ITypeParameterSymbol } ? named : null;
    }

    private sealed class TypeAndKey : IEqualityComparer<(ITypeSymbol Type, bool Keyed)>
    {
        public bool Equals((ITypeSymbol Type, bool Keyed) x, (ITypeSymbol Type, bool Keyed) y) =>
            x.Keyed == y.Keyed && SymbolEqualityComparer.Default.Equals(x.Type, y.Type);

        public int GetHashCode((ITypeSymbol Type, bool Keyed) value) => SymbolEqualityComparer.Default.GetHashCode(value.Type);
    }
}
