using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Parsing.Projects;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Calls;

/// <summary>Finds the action that a call of an interface's or a virtual method may run although that method is none.</summary>
/// <remarks>
/// What is recorded is decided by the method that the call names, so these calls are not. Left alone: an implementation
/// that a type inherits from a base which does not know the interface (finding it means binding every type), and calls
/// that no source shows, such as <c>ToString</c> in an interpolated string.
/// </remarks>
internal sealed class ActionDispatch(Compilation compilation)
{
    private readonly ConcurrentDictionary<IMethodSymbol, IMethodSymbol?> _found = new(SymbolEqualityComparer.Default);
    private readonly Lazy<(IAssemblySymbol Assembly, HashSet<string> Methods)[]> _announced = new(() =>
        [.. compilation.SourceModule.ReferencedAssemblySymbols.Where(static a => a.KnowsActions()).Select(static a => (a, ReferencedCatalogs.MethodsOf(a)))]);

    /// <summary>The action, or one of them; null when the call runs what it names or nothing of ours.</summary>
    public IMethodSymbol? Behind(IMethodSymbol method)
    {
        IMethodSymbol target = method.OriginalDefinition;
        bool open = target.IsAbstract || target.IsVirtual || (target.IsOverride && !target.IsSealed);
        return open ? _found.GetOrAdd(target, Find) : null;
    }

    private IMethodSymbol? Find(IMethodSymbol target) =>
        InterceptionEligibility.IsAction(target) ? null : Candidates(target.Name).FirstOrDefault(c => Serves(c, target));

    private IEnumerable<IMethodSymbol> Candidates(string name) =>
        compilation.GetSymbolsWithName(name, SymbolFilter.Member)
            .Concat(_announced.Value.Where(a => a.Methods.Contains(name)).SelectMany(a => Members(a.Assembly.GlobalNamespace, name)))
            .OfType<IMethodSymbol>()
            .Where(InterceptionEligibility.IsAction);

    private static IEnumerable<ISymbol> Members(INamespaceOrTypeSymbol container, string name) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(c => Members(c, name))
            .Concat(container is INamedTypeSymbol type ? type.GetMembers(name) : []);

    private static bool Serves(IMethodSymbol action, IMethodSymbol target)
    {
        if (target.ContainingType.TypeKind is TypeKind.Interface)
        {
            return action.ContainingType.AllInterfaces
                .Where(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, target.ContainingType))
                .SelectMany(i => i.GetMembers(target.Name))
                .Any(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, target)
                    && SymbolEqualityComparer.Default.Equals(action.ContainingType.FindImplementationForInterfaceMember(m), action));
        }
        for (IMethodSymbol? overridden = action.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, target))
                return true;
        }
        return false;
    }
}
