using Microsoft.CodeAnalysis;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Scalars;
using Tinpot.Generators.Parsing.Symbols;

namespace Tinpot.Generators.Parsing.Types;

/// <summary>Decides how a type crosses JSON, or says in <see cref="Obstacle"/> why it does not.</summary>
/// <param name="input">The type must be readable as well as writable.</param>
internal sealed class TypeClassifier(Compilation compilation, bool input, CancellationToken cancellation)
{
    // Null while the type is being looked at, so that one that contains itself comes to an end
    private readonly Dictionary<string, DefinitionModel?> _definitions = [];
    private readonly List<string> _order = [];
    // Lists and dictionaries that are being looked at, without an object between them
    private HashSet<string> _holders = [];

    public Compilation Compilation => compilation;

    public bool Input => input;

    public TypeView View => input ? TypeView.Argument : TypeView.Result;

    public CancellationToken Cancellation => cancellation;

    /// <summary>What the records, classes and structs so far consist of, in order of their names.</summary>
    public EquatableArray<DefinitionModel> Definitions =>
        _definitions.Values.OfType<DefinitionModel>().OrderBy(static d => d.Name, StringComparer.Ordinal).ToEquatableArray();

    /// <summary>Why the last <see cref="Classify"/> answered null.</summary>
    public TypeObstacle Obstacle { get; private set; } = new(DiagnosticIds.UnsupportedType, "", "");

    public TypeModel? Classify(ITypeSymbol type)
    {
        cancellation.ThrowIfCancellationRequested();
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Classify(nullable.TypeArguments[0]) is { } inner ? inner with { Nullable = true } : null;

        if (type.TypeKind is TypeKind.Error)
            return Reject("it is not known");
        if (GrowingTypes.Problem(type) is { } growing)
            return Reject(growing);
        if (UnnameableTypes.Obstacle(type, compilation) is { } unnameable)
            return Reject(unnameable);
        if (!IsReachable(type))
            return Reject($"{type.Display()} is not accessible to generated code; make it internal or wider");
        EnumModel? enumeration = EnumTypes.Find(type);
        if (enumeration is not null && EnumTypes.Twins(enumeration) is var (one, other, name))
            return Reject($"its members {one} and {other} are both called '{name}' in JSON; name one of them with [JsonStringEnumMemberName]");
        if (enumeration is not null && EnumTypes.Unspeakable(enumeration) is var (member, fault))
            return Reject($"the name of its member {member} in JSON {fault}");
        TypeModel? model = ScalarTypes.Find(type) ?? enumeration ?? Compound(type) ?? Contract(type);
        return model is not null && type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated }
            ? model with { Nullable = true }
            : model;
    }

    public TypeModel? Reject(string problem)
    {
        Obstacle = new TypeObstacle(DiagnosticIds.UnsupportedType, problem, "");
        return null;
    }

    /// <summary>Only System.Text.Json can handle the type.</summary>
    public TypeModel? Demand(ITypeSymbol type, string reason)
    {
        Obstacle = new TypeObstacle(
            DiagnosticIds.NeedsContext, $"{type.Display()} {reason}",
            type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat));
        return null;
    }

    /// <summary>A default within the type is one that no caller may give.</summary>
    public void Break(IPropertySymbol property, string problem) =>
        Obstacle = new TypeObstacle(DiagnosticIds.BrokenDefault, $"{property.ContainingType.Name}.{property.Name}", problem);

    /// <summary>A constraint within the type cannot be checked.</summary>
    public void Refuse(string misfit) => Obstacle = new TypeObstacle(DiagnosticIds.MisfitConstraint, misfit, "");

    /// <summary>Says in which member the last obstacle is.</summary>
    public void Within(string member)
    {
        // Of members of one name within each other one is enough
        if (Obstacle.Rule is DiagnosticIds.UnsupportedType && !Obstacle.Problem.StartsWith(member + ": ", StringComparison.Ordinal))
            Obstacle = Obstacle with { Problem = $"{member}: {Obstacle.Problem}" };
    }

    private TypeModel? Compound(ITypeSymbol type)
    {
        if (TypeAdvice.IsForeign(type))
            return Reject(TypeAdvice.For(type));
        string name = type.PrintCore();
        if (type is INamedTypeSymbol { TypeArguments: [{ } hidden] } && type.Is(KnownNames.Secret))
            return Classify(hidden) is { } secret ? new SecretModel(secret) { Name = name, IsValueType = type.IsValueType } : null;
        if (ParsableTypes.IsParsable(type))
            return new ParsableModel { Name = name, IsValueType = type.IsValueType };
        if (CollectionTypes.Value(type, out string makeMap) is { } value)
        {
            if (input && makeMap.Length == 0)
                return Demand(type, "is a dictionary of its own kind; take a Dictionary");
            return Held(type, value, name) is { } values ? new DictionaryModel(values, makeMap) { Name = name, IsValueType = type.IsValueType } : null;
        }
        if (CollectionTypes.IsDictionary(type))
            return Reject("the keys of a dictionary must be strings");
        if (CollectionTypes.Item(type, out bool unique, out string makeList) is { } item)
        {
            if (input && makeList.Length == 0)
                return Demand(type, "is a list of its own kind; take a List");
            return Held(type, item, name) is { } items ? new SequenceModel(items, unique, makeList) { Name = name, IsValueType = type.IsValueType } : null;
        }
        if (type is not INamedTypeSymbol named || !ObjectTypes.MayBeObject(named))
            return Reject(TypeAdvice.For(type));
        return !input && IsAwaitable(named) ? Reject("nothing would wait for it; await it in the action, and return what it gives or a Task") : Object(named, name);
    }

    /// <summary>The content of a list or dictionary, which may be one of itself.</summary>
    private TypeModel? Held(ITypeSymbol holder, ITypeSymbol content, string name)
    {
        if (!_holders.Add(name))
            return Demand(holder, "contains only itself");
        TypeModel? held = Classify(content);
        _holders.Remove(name);
        return held;
    }

    private ObjectModel? Object(INamedTypeSymbol type, string name)
    {
        if (!_definitions.ContainsKey(name))
        {
            int start = _order.Count;
            _order.Add(name);
            _definitions.Add(name, null);
            HashSet<string> outside = _holders;
            _holders = [];
            DefinitionModel? definition = ObjectTypes.Find(type, this);
            _holders = outside;
            if (definition is null)
            {
                // What was found on the way may count on it
                foreach (string found in _order.Skip(start))
                    _definitions.Remove(found);
                _order.RemoveRange(start, _order.Count - start);
                return null;
            }
            _definitions[name] = definition;
        }
        return new ObjectModel(View) { Name = name, IsValueType = type.IsValueType };
    }

    /// <summary>What emitted code cannot do, a context of the author's may.</summary>
    private ContractModel? Contract(ITypeSymbol type) =>
        JsonContexts.Access(type, compilation, cancellation) is { } access
            ? new ContractModel(access) { Name = type.PrintCore(), IsValueType = type.IsValueType }
            : null;

    private static bool IsAwaitable(INamedTypeSymbol type) =>
        ObjectMembers.Bases(type).Prepend(type).SelectMany(static t => t.GetMembers("GetAwaiter")).Any(static m => m is IMethodSymbol { IsStatic: false, Parameters.IsEmpty: true });

    private bool IsReachable(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsReachable(array.ElementType),
        INamedTypeSymbol named => named.IsReachable(compilation),
        _ => true,
    };
}
