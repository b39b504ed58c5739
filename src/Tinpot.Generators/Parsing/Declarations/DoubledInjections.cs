using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing.Declarations;

/// <summary>Finds parameters that are given the very same: one execution has one token, one logger, one progress.</summary>
internal static class DoubledInjections
{
    /// <summary>The first such pair; null when there is none. Services are the container's business.</summary>
    public static (IParameterSymbol First, IParameterSymbol Second)? Find(ImmutableArray<IParameterSymbol> parameters)
    {
        Dictionary<InjectionKind, IParameterSymbol> seen = [];
        foreach (IParameterSymbol parameter in parameters)
        {
            if (InjectionParser.Parse(parameter) is not { Kind: not (InjectionKind.Service or InjectionKind.KeyedService) and var kind })
                continue;
            if (seen.TryGetValue(kind, out IParameterSymbol? first))
                return (first, parameter);
            seen.Add(kind, parameter);
        }
        return null;
    }
}
