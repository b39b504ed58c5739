using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Declarations;

/// <summary>How an instance for an instance action is made and let go.</summary>
internal static class ConstructionParser
{
    public static ConstructionModel? Parse(INamedTypeSymbol type, Compilation compilation, out string? obstacle)
    {
        obstacle = null;
        if (type.TypeKind is not TypeKind.Class)
            obstacle = "a struct is copied at each call; make its type a class or the action static";
        else if (type.IsAbstract)
            obstacle = "its class is abstract; put the action into a class that can be created";
        else if (HasRequiredMembers(type))
            obstacle = "its class has required members; take them in the constructor";
        else
            obstacle = UnnameableTypes.Obstacle(type, compilation);
        if (obstacle is not null)
            return null;

        IMethodSymbol? chosen = Constructor(type, compilation);
        if (chosen is null || chosen.Parameters.Any(static p => p.RefKind is not RefKind.None))
        {
            obstacle = "its class needs exactly one accessible constructor, or one marked [ActivatorUtilitiesConstructor], that takes services by value";
            return null;
        }
        if (chosen.Parameters.Select(p => UnnameableTypes.Obstacle(p, compilation)).FirstOrDefault(static p => p is not null) is { } unnameable)
        {
            obstacle = unnameable;
            return null;
        }
        if (DoubledInjections.Find(chosen.Parameters) is var (first, second))
        {
            obstacle = $"the parameters '{first.Name}' and '{second.Name}' of its constructor receive the same object; keep one of them";
            return null;
        }
        DisposalKind disposal = type.Implements(KnownNames.AsyncDisposable) ? DisposalKind.Async
            : type.Implements(KnownNames.Disposable) ? DisposalKind.Sync
            : DisposalKind.None;
        return new ConstructionModel(chosen.Parameters.Select(InjectionParser.ParseConstructor).ToEquatableArray(), disposal);
    }

    /// <summary>The constructor that makes an instance; null when it is not clear.</summary>
    public static IMethodSymbol? Constructor(INamedTypeSymbol type, Compilation compilation)
    {
        IMethodSymbol[] constructors = [.. type.InstanceConstructors.Where(c => c.IsReachable(compilation) && !JsonShape.IsForbidden(c))];
        return constructors.FirstOrDefault(static c => c.Attribute(KnownNames.PreferredConstructor) is not null)
            ?? (constructors.Length == 1 ? constructors[0] : null);
    }

    private static bool HasRequiredMembers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (t.GetMembers().Any(static m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
                return true;
        }
        return false;
    }
}
