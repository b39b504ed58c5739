using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing;

/// <summary>Records, classes and structs by their public properties.</summary>
internal static class ObjectTypes
{
    public static bool MayBeObject(INamedTypeSymbol type, bool input) =>
        type is { IsTupleType: false, IsRefLikeType: false, IsUnboundGenericType: false, SpecialType: SpecialType.None }
        && type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface
        && !(input && (type.IsAbstract || type.TypeKind is TypeKind.Interface))
        && !IsFramework(type);

    public static DefinitionModel? Find(INamedTypeSymbol type, TypeClassifier classifier)
    {
        if (type.Attribute(KnownNames.JsonConverter) is not null || type.Attribute(KnownNames.JsonPolymorphic) is not null
            || type.Attribute(KnownNames.JsonDerivedType) is not null)
            return Reject(classifier, $"{TypeClassifier.Display(type)} has a JSON converter or derived types of its own");

        IMethodSymbol? constructor = null;
        if (classifier.Input)
        {
            constructor = Constructor(type);
            if (constructor is null || !constructor.IsReachable(classifier.Compilation))
                return Reject(classifier, $"{TypeClassifier.Display(type)} has no single accessible constructor; mark one with [JsonConstructor]");
        }

        DocCommentReader comment = DocCommentReader.Of(type, classifier.Cancellation);
        List<MemberModel> members = [];
        int[] arguments = new int[constructor?.Parameters.Length ?? 0];
        for (int i = 0; i < arguments.Length; i++)
            arguments[i] = -1;
        foreach (IPropertySymbol property in Properties(type))
        {
            IParameterSymbol? parameter = constructor?.Parameters.FirstOrDefault(p => string.Equals(p.Name, property.Name, StringComparison.OrdinalIgnoreCase)
                && SymbolEqualityComparer.Default.Equals(p.Type, property.Type));
            // What no reader sets is no part of an argument
            if (classifier.Input && Role(property, parameter, classifier) is MemberRole.None)
                continue;
            if (Member(property, parameter, comment, classifier) is not { } member)
                return Reject(classifier, $"{property.Name}: {classifier.Problem}");
            if (members.Any(m => m.JsonName == member.JsonName))
                return Reject(classifier, $"{TypeClassifier.Display(type)} has two properties called {member.JsonName} in JSON");
            if (parameter is not null)
                arguments[parameter.Ordinal] = members.Count;
            members.Add(member);
        }
        int orphan = Array.IndexOf(arguments, -1);
        if (orphan >= 0)
            return Reject(classifier, $"{TypeClassifier.Display(type)} has no public property for its constructor's parameter {constructor!.Parameters[orphan].Name}");
        return new DefinitionModel(
            type.PrintCore(), classifier.View, SchemaTitle.Of(type), SchemaTitle.Scope(type), type.IsValueType,
            members.ToEquatableArray(), arguments.ToEquatableArray(), comment.Summary);
    }

    private static DefinitionModel? Reject(TypeClassifier classifier, string problem)
    {
        classifier.Reject(problem);
        return null;
    }

    private static MemberModel? Member(IPropertySymbol property, IParameterSymbol? parameter, DocCommentReader owner, TypeClassifier classifier)
    {
        if (classifier.Classify(property.Type) is not { } type)
            return null;
        MemberRole role = Role(property, parameter, classifier);
        ImmutableArray<AttributeData> attributes = parameter is null ? property.GetAttributes() : property.GetAttributes().AddRange(parameter.GetAttributes());
        ConstraintsModel constraints = ConstraintParser.Parse(attributes, type, out string? misfit);
        if (misfit is not null)
        {
            classifier.Reject($"[{misfit}] does not fit {TypeClassifier.Display(property.Type)}");
            return null;
        }
        DefaultModel? initial = parameter is { HasExplicitDefaultValue: true }
            ? Literals.Default(parameter.ExplicitDefaultValue, parameter.Type, type)
            : null;
        string comment = DocCommentReader.Of(property, classifier.Cancellation).Summary;
        return new MemberModel
        {
            Name = property.Name.Escaped(),
            JsonName = property.Attribute(KnownNames.JsonPropertyName)?.Positional(0) as string ?? SnakeCase.Convert(property.Name),
            Type = type,
            Role = role,
            // A result always carries all of its properties
            Required = !classifier.Input || (!type.Nullable && initial is null && role is MemberRole.Constructor or MemberRole.Required),
            Default = initial,
            Constraints = constraints,
            Text = TextParser.Parse(attributes, comment.Length > 0 ? comment : owner.Parameter(property.Name)),
        };
    }

    private static MemberRole Role(IPropertySymbol property, IParameterSymbol? parameter, TypeClassifier classifier)
    {
        if (!classifier.Input)
            return MemberRole.None;
        if (parameter is not null)
            return MemberRole.Constructor;
        if (property.SetMethod is not { } setter || !setter.IsReachable(classifier.Compilation))
            return MemberRole.None;
        if (property.IsRequired)
            return MemberRole.Required;
        return setter.IsInitOnly ? MemberRole.Init : MemberRole.Set;
    }

    /// <summary>Public readable properties, base types first, without those a derived one replaces.</summary>
    private static List<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        List<IPropertySymbol> properties = [];
        IEnumerable<INamedTypeSymbol> types = type.TypeKind is TypeKind.Interface ? type.AllInterfaces.Reverse() : Bases(type).Reverse();
        foreach (IPropertySymbol property in types.Append(type).SelectMany(static t => t.GetMembers()).OfType<IPropertySymbol>())
        {
            if (property is not { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod.DeclaredAccessibility: Accessibility.Public }
                || IsIgnored(property))
                continue;
            int replaced = properties.FindIndex(p => p.Name == property.Name);
            if (replaced < 0)
                properties.Add(property);
            else
                properties[replaced] = property;
        }
        return properties;
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? b = type.BaseType; b is { SpecialType: SpecialType.None }; b = b.BaseType)
            yield return b;
    }

    /// <summary><c>[JsonIgnore]</c>, unless its condition looks at the value.</summary>
    private static bool IsIgnored(IPropertySymbol property) =>
        property.Attribute(KnownNames.JsonIgnore) is { } ignore && ignore.Named("Condition") is null or 1;

    private static IMethodSymbol? Constructor(INamedTypeSymbol type)
    {
        // A record's copy constructor is not public
        IMethodSymbol[] constructors = [.. type.InstanceConstructors];
        if (constructors.FirstOrDefault(static c => c.Attribute(KnownNames.JsonConstructor) is not null) is { } marked)
            return marked;
        IMethodSymbol[] open = [.. constructors.Where(static c => c.DeclaredAccessibility is Accessibility.Public)];
        // A struct always has a parameterless constructor; one with parameters says how it wants to be made
        IMethodSymbol[] withParameters = [.. open.Where(static c => c.Parameters.Length > 0)];
        if (type.TypeKind is TypeKind.Struct && withParameters.Length == 1)
            return withParameters[0];
        return open.FirstOrDefault(static c => c.Parameters.Length == 0) ?? (open.Length == 1 ? open[0] : null);
    }

    /// <summary>Types of the framework have shapes that were not meant for JSON.</summary>
    private static bool IsFramework(INamedTypeSymbol type)
    {
        for (INamespaceSymbol? n = type.ContainingNamespace; n is { IsGlobalNamespace: false }; n = n.ContainingNamespace)
        {
            if (n.ContainingNamespace.IsGlobalNamespace)
                return n.Name is "System" && type.ContainingAssembly.Name.StartsWith("System", StringComparison.Ordinal);
        }
        return false;
    }
}
