using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing;

/// <summary>Decides how a type crosses JSON, or says in <see cref="Problem"/> why it does not.</summary>
/// <param name="input">The type must be readable as well as writable.</param>
internal sealed class TypeClassifier(Compilation compilation, bool input, CancellationToken cancellation)
{
    // Null while the type is being looked at, so that one that contains itself comes to an end
    private readonly Dictionary<string, DefinitionModel?> _definitions = [];

    public Compilation Compilation => compilation;

    public bool Input => input;

    public TypeView View => input ? TypeView.Argument : TypeView.Result;

    public CancellationToken Cancellation => cancellation;

    /// <summary>What the records, classes and structs so far consist of, in order of their names.</summary>
    public EquatableArray<DefinitionModel> Definitions =>
        _definitions.Values.OfType<DefinitionModel>().OrderBy(static d => d.Name, StringComparer.Ordinal).ToEquatableArray();

    /// <summary>Why the last <see cref="Classify"/> answered null.</summary>
    public string Problem { get; private set; } = "";

    public TypeModel? Classify(ITypeSymbol type)
    {
        cancellation.ThrowIfCancellationRequested();
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Classify(nullable.TypeArguments[0]) is { } inner ? inner with { Nullable = true } : null;

        if (type.TypeKind is TypeKind.Error)
            return Reject("it is not known");
        if (!IsReachable(type))
            return Reject($"{Display(type)} is not accessible to generated code; make it internal or wider");
        TypeModel? model = ScalarTypes.Find(type) ?? EnumTypes.Find(type) ?? Compound(type);
        return model is not null && type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated }
            ? model with { Nullable = true }
            : model;
    }

    public TypeModel? Reject(string problem)
    {
        Problem = problem;
        return null;
    }

    public static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    private TypeModel? Compound(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { TypeArguments: [{ } hidden] } && type.Is(KnownNames.Secret))
            return Classify(hidden) is { } secret ? new SecretModel(secret) { Name = type.PrintCore(), IsValueType = type.IsValueType } : null;
        if (CollectionTypes.Value(type) is { } value)
            return Classify(value) is { } values ? new DictionaryModel(values) { Name = type.PrintCore() } : null;
        if (CollectionTypes.Item(type, input, out SequenceKind kind) is { } item)
            return Classify(item) is { } items ? new SequenceModel(items, kind) { Name = type.PrintCore(), IsValueType = type.IsValueType } : null;

        if (type is not INamedTypeSymbol named || !ObjectTypes.MayBeObject(named, input))
            return Reject(Advice(type));
        string name = type.PrintCore();
        if (!_definitions.ContainsKey(name))
        {
            _definitions.Add(name, null);
            if (ObjectTypes.Find(named, this) is not { } definition)
            {
                _definitions.Remove(name);
                return null;
            }
            _definitions[name] = definition;
        }
        return new ObjectModel(View) { Name = name, IsValueType = type.IsValueType };
    }

    private static string Advice(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Object } or IDynamicTypeSymbol => "use JsonElement for any JSON",
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } or IPointerTypeSymbol or IFunctionPointerTypeSymbol => "use an integer of a fixed size",
        { IsTupleType: true } => "use a record",
        _ when type.MetadataName() is "System.Int128" or "System.UInt128" or "System.Numerics.BigInteger" => "use long, decimal or string",
        _ when type.Is(KnownNames.AsyncEnumerable) => "only a whole result can be streamed; use a list",
        _ => "use a scalar, an enum, a list, a dictionary with string keys, or a record of these",
    };

    private bool IsReachable(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsReachable(array.ElementType),
        INamedTypeSymbol named => named.IsReachable(compilation),
        _ => true,
    };
}
