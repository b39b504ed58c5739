using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Scalars;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Declarations;

/// <summary>Recognises parameters that the host injects.</summary>
internal static class InjectionParser
{
    /// <summary>Null for a parameter that is read from JSON.</summary>
    public static InjectionModel? Parse(IParameterSymbol parameter)
    {
        if (Ambient(parameter.Type) is { } ambient)
            return ambient;
        foreach (AttributeData attribute in parameter.GetAttributes())
        {
            if (attribute.AttributeClass.Is(KnownNames.FromKeyedServices))
                return Keyed(parameter, attribute);
            // By its simple name, so that ASP.NET Core's does the same
            if (attribute.AttributeClass?.Name is KnownNames.FromServices)
                return Service(parameter);
        }
        return null;
    }

    /// <summary>The value of a constructor parameter, which is always a service.</summary>
    public static InjectionModel ParseConstructor(IParameterSymbol parameter) => Parse(parameter) ?? Service(parameter);

    private static InjectionModel? Ambient(ITypeSymbol type) => type.MetadataName() switch
    {
        KnownNames.Token => new InjectionModel(InjectionKind.Token, type.PrintCore()),
        KnownNames.Execution => new InjectionModel(InjectionKind.Execution, type.PrintCore()),
        KnownNames.Logger when type is INamedTypeSymbol { IsGenericType: true } => new InjectionModel(InjectionKind.Service, type.PrintCore()),
        KnownNames.Logger => new InjectionModel(InjectionKind.Logger, type.PrintCore()),
        KnownNames.Progress when type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Double }] } =>
            new InjectionModel(InjectionKind.Progress, type.PrintCore()),
        _ => null,
    };

    private static InjectionModel Service(IParameterSymbol parameter) =>
        new(InjectionKind.Service, parameter.Type.PrintCore(), Optional: IsOptional(parameter), Default: Default(parameter));

    private static InjectionModel Keyed(IParameterSymbol parameter, AttributeData attribute)
    {
        if (attribute.ConstructorArguments is not [{ IsNull: false } key])
            return Service(parameter);
        return new InjectionModel(InjectionKind.KeyedService, parameter.Type.PrintCore(), KeyCode(key), IsOptional(parameter), Default(parameter));
    }

    /// <summary>Of the type it has in the attribute: keys are compared as objects.</summary>
    private static string KeyCode(TypedConstant key) => key switch
    {
        { IsNull: true } => "null",
        { Kind: TypedConstantKind.Array } => $"new {key.Type!.PrintCore()} {{ {string.Join(", ", key.Values.Select(KeyCode))} }}",
        { Kind: TypedConstantKind.Type } => $"typeof({((ITypeSymbol)key.Value!).PrintCore()})",
        { Kind: TypedConstantKind.Primitive, Type.SpecialType: SpecialType.System_String } => Literals.Code(key.Value!),
        _ => $"({key.Type!.PrintCore()})({Literals.Code(key.Value!)})",
    };

    /// <summary>The default of the parameter, where it is not null.</summary>
    private static string? Default(IParameterSymbol parameter)
    {
        if (!parameter.IsOptional)
            return null;
        bool isNullable = parameter.Type.OriginalDefinition.SpecialType is SpecialType.System_Nullable_T;
        ITypeSymbol type = isNullable ? ((INamedTypeSymbol)parameter.Type).TypeArguments[0] : parameter.Type;
        if (parameter.HasExplicitDefaultValue && parameter.ExplicitDefaultValue is { } value && Literals.Fits(value, type))
            return type.TypeKind is TypeKind.Enum ? $"({type.PrintCore()})({Literals.Code(value)})" : Literals.Code(value);
        return type.IsValueType && !isNullable ? "default" : null;
    }

    private static bool IsOptional(IParameterSymbol parameter) =>
        parameter.IsOptional || parameter.Type.NullableAnnotation is NullableAnnotation.Annotated;
}
