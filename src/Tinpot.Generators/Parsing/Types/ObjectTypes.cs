using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Constraints;
using Tinpot.Generators.Parsing.Scalars;
using Tinpot.Generators.Parsing.Symbols;
using Tinpot.Generators.Text;

namespace Tinpot.Generators.Parsing.Types;

/// <summary>Records, classes and structs by their public properties.</summary>
internal static class ObjectTypes
{
    public static bool MayBeObject(INamedTypeSymbol type) =>
        type is { IsTupleType: false, IsRefLikeType: false, IsUnboundGenericType: false, SpecialType: SpecialType.None }
        && type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface
        && !IsFramework(type);

    public static DefinitionModel? Find(INamedTypeSymbol type, TypeClassifier classifier)
    {
        if (JsonShape.Peculiarity(type) is { } peculiarity)
            return Reject(classifier, type, peculiarity);
        IMethodSymbol? constructor = ConstructorChoice.Of(type, classifier.Compilation, out string? obstacle);
        if (classifier.Input && obstacle is not null)
            return Reject(classifier, type, obstacle);

        DocCommentReader comment = DocCommentReader.Of(type, classifier.Cancellation);
        List<MemberModel> members = [];
        HashSet<string> read = [];
        int[] arguments = [.. Enumerable.Repeat(-1, constructor?.Parameters.Length ?? 0)];
        foreach (IPropertySymbol property in ObjectMembers.Of(type))
        {
            if (JsonShape.Peculiarity(property) is { } odd)
                return Reject(classifier, type, $"{property.Name} {odd}");
            IParameterSymbol? parameter = ObjectMembers.Parameter(property, constructor);
            MemberRole role = ObjectMembers.Role(property, parameter, classifier.Compilation);
            // A property that no reader sets is not part of an argument
            if (classifier.Input && role is MemberRole.None)
                continue;
            if (Member(type, property, parameter, role, comment, classifier) is not { } member)
            {
                classifier.Within(property.Name);
                return null;
            }
            if (Texts.Fault(member.JsonName) is { } fault)
            {
                classifier.Reject($"the name of {type.Display()}.{property.Name} in JSON {fault}");
                return null;
            }
            if (members.Any(m => m.JsonName == member.JsonName))
            {
                classifier.Reject($"{type.Display()} has two properties called {member.JsonName} in JSON");
                return null;
            }
            if (parameter is not null)
                arguments[parameter.Ordinal] = members.Count;
            if (role is not MemberRole.None)
                read.Add(property.Name);
            members.Add(member);
        }
        if (constructor is not null)
            obstacle ??= ConstructorChoice.Gap(type, constructor, arguments, read);
        if (classifier.Input && obstacle is not null)
            return Reject(classifier, type, obstacle);
        if (members.Count == 0 && Emptiness(type, classifier.Input) is { } empty)
        {
            classifier.Reject(empty);
            return null;
        }
        return new DefinitionModel(
            type.PrintCore(), classifier.View, SchemaTitle.Of(type), SchemaTitle.Scope(type), type.IsValueType, obstacle is null,
            members.ToEquatableArray(), arguments.ToEquatableArray(), comment.Summary);
    }

    /// <summary>Why a type that holds something would be an empty object; null when it holds nothing that anybody sees.</summary>
    private static string? Emptiness(INamedTypeSymbol type, bool input)
    {
        ISymbol[] open = [.. ObjectMembers.Bases(type).Prepend(type).SelectMany(static t => t.GetMembers())
            .Where(static m => m is { IsStatic: false, DeclaredAccessibility: Accessibility.Public } && m.Attribute(KnownNames.JsonIgnore) is null)];
        if (open.Any(static m => m is IFieldSymbol) || type.Attribute("System.Runtime.CompilerServices.InlineArrayAttribute") is not null)
            return $"{type.Display()} holds fields, and only public properties are read and written; make them properties";
        return input && open.Any(static m => m is IPropertySymbol { IsIndexer: false, IsImplicitlyDeclared: false, GetMethod: not null, SetMethod: not null })
            ? $"no property of {type.Display()} can be set; give one a public 'set' or 'init', or take it in the constructor"
            : null;
    }

    private static DefinitionModel? Reject(TypeClassifier classifier, INamedTypeSymbol type, string reason)
    {
        classifier.Demand(type, reason);
        return null;
    }

    private static MemberModel? Member(
        INamedTypeSymbol type, IPropertySymbol property, IParameterSymbol? parameter, MemberRole role, DocCommentReader owner, TypeClassifier classifier)
    {
        if (classifier.Classify(property.Type) is not { } model)
            return null;
        ImmutableArray<AttributeData> attributes = ObjectMembers.Attributes(property, parameter);
        ConstraintsModel constraints = ConstraintParser.Parse(attributes, model, out Misfit? misfit);
        if (misfit is not null)
        {
            classifier.Refuse(misfit.On($"'{property.ContainingType.Name}.{property.Name}'", property.Type));
            return null;
        }
        Optional<object?> constant = role switch
        {
            MemberRole.Constructor when parameter!.IsOptional => new(parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : null),
            // A null that the type does not allow is a promise to the compiler, no default
            MemberRole.Init or MemberRole.Set when classifier.Input
                && InitialValue.Of(property, type, classifier.Compilation, classifier.Cancellation) is { HasValue: true } declared
                && (declared.Value is not null || model.Nullable) => declared,
            _ => default,
        };
        bool demanded = classifier.Input && property.Attribute(KnownNames.JsonRequired) is not null;
        if (demanded)
            constant = default;
        // A result is what the action makes it
        if (!classifier.Input)
            constraints = constraints with { Given = false };
        // An initial value that breaks [Required] counts as none: a caller who leaves the member out gives no value
        else if (constraints.Given && role is MemberRole.Init or MemberRole.Set && constant.HasValue
            && (constant.Value is null || (constant.Value is string said && TextRules.Broken(said, constraints) is "Required")))
            constant = default;
        // No default of the schema's, but what the action gets all the same
        if (classifier.Input && !constant.HasValue && !constraints.Given && !demanded && role is MemberRole.Init or MemberRole.Set && !model.Nullable
            && Literals.Zero(property.Type) is { } zero && InitialValue.IsOfType(property, type, classifier.Cancellation)
            && DefaultRules.Broken(zero, Literals.Default(zero, model).Json, constraints, model) is { } left)
        {
            classifier.Break(property, left);
            return null;
        }
        DefaultModel? initial = constant.HasValue ? Literals.Default(constant.Value, model) : null;
        if (classifier.Input && initial is not null && DefaultRules.Broken(constant.Value, initial.Json, constraints, model) is { } broken)
        {
            classifier.Break(property, broken);
            return null;
        }
        Omission omission = JsonShape.Omission(property);
        string comment = DocCommentReader.Of(property, classifier.Cancellation).Summary;
        if (comment.Length == 0)
            comment = owner.Parameter(property.Name);
        if (comment.Length == 0 && !SymbolEqualityComparer.Default.Equals(property.ContainingType, type))
            comment = DocCommentReader.Of(property.ContainingType, classifier.Cancellation).Parameter(property.Name);
        return new MemberModel
        {
            Name = property.Name.Escaped(),
            JsonName = property.Attribute(KnownNames.JsonPropertyName)?.Positional(0) as string ?? SnakeCase.Convert(property.Name),
            Type = model,
            Role = role,
            // A result carries all of its properties, but those that are left out by their value
            Required = classifier.Input
                ? demanded || (initial is null && (constraints.Given
                    ? role is not (MemberRole.Init or MemberRole.Set) || !InitialValue.IsComputed(property, classifier.Cancellation)
                    : !model.Nullable && role is MemberRole.Constructor or MemberRole.Required))
                : omission is Omission.Never,
            Default = initial,
            Omission = omission,
            Constraints = constraints,
            Text = TextParser.Parse(attributes, comment),
        };
    }

    /// <summary>Types of the framework are not designed for JSON.</summary>
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
