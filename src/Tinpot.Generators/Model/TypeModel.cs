namespace Tinpot.Generators.Model;

/// <summary>A type that crosses JSON, as far as reading, writing and describing it needs.</summary>
internal abstract record TypeModel
{
    /// <summary>Fully qualified C# name, without the type's own <c>?</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>null</c> is a value of it.</summary>
    public bool Nullable { get; init; }

    public bool IsValueType { get; init; }

    /// <summary>Fully qualified C# name with its own <c>?</c>.</summary>
    public string FullName => Nullable ? Name + "?" : Name;
}

/// <summary>A type that <c>ValueReader</c> and <c>ValueWriter</c> know.</summary>
/// <param name="Reader">Name of the reader method after <c>Read</c>.</param>
/// <param name="JsonType">Type in JSON Schema's words; empty for any.</param>
/// <param name="Format">Format keyword; empty for none.</param>
internal sealed record ScalarModel(string Reader, string JsonType, string Format) : TypeModel;

/// <summary>An enum, by the names of its members; with <c>[Flags]</c> a list of them.</summary>
/// <param name="Underlying">C# keyword of the underlying type.</param>
internal sealed record EnumModel(EquatableArray<EnumMemberModel> Members, bool Flags, string Underlying) : TypeModel;

/// <param name="Value">Unsigned bits of the value, for the order in which flags are taken apart.</param>
internal sealed record EnumMemberModel(string Name, string JsonName, ulong Value);

/// <summary>A list of items.</summary>
internal sealed record SequenceModel(TypeModel Item, SequenceKind Kind) : TypeModel;

/// <summary>What a reader builds for a list.</summary>
internal enum SequenceKind
{
    Array,
    List,
    Set,

    /// <summary>Only written, never read.</summary>
    Enumerable,
}

/// <summary>A dictionary with string keys.</summary>
internal sealed record DictionaryModel(TypeModel Value) : TypeModel;

/// <summary>A <c>Secret&lt;T&gt;</c>.</summary>
internal sealed record SecretModel(TypeModel Value) : TypeModel;

/// <summary>A record, class or struct, by name: a type may contain itself, a model may not. Its members are in the <see cref="DefinitionModel"/> of that name and view.</summary>
internal sealed record ObjectModel(TypeView View) : TypeModel;
