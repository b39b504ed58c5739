namespace Tinpot.Generators.Model;

/// <summary>A type that is read from and written to JSON, with everything that readers, writers and schemas need.</summary>
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
/// <param name="Code">The member in C#; its number where C# forbids the name.</param>
internal sealed record EnumMemberModel(string Name, string JsonName, ulong Value, string Code);

/// <summary>A list of items.</summary>
/// <param name="Unique">No item occurs twice.</param>
/// <param name="Make">C# expression that makes it of <c>items</c>, a buffer; empty when it is only written.</param>
internal sealed record SequenceModel(TypeModel Item, bool Unique, string Make) : TypeModel;

/// <summary>A dictionary with string keys.</summary>
/// <param name="Make">C# expression that makes it of <c>items</c>, a buffer; empty when it is only written.</param>
internal sealed record DictionaryModel(TypeModel Value, string Make) : TypeModel;

/// <summary>An <c>IParsable&lt;T&gt;</c>: text that only the type itself can validate.</summary>
internal sealed record ParsableModel : TypeModel;

/// <summary>A type that System.Text.Json reads and writes, as its contract says.</summary>
/// <param name="Access">C# expression for the <c>JsonTypeInfo</c>.</param>
internal sealed record ContractModel(string Access) : TypeModel;

/// <summary>A <c>Secret&lt;T&gt;</c>.</summary>
internal sealed record SecretModel(TypeModel Value) : TypeModel;

/// <summary>A record, class or struct, by name: a type may contain itself, a model may not. Its members are in the <see cref="DefinitionModel"/> of that name and view.</summary>
internal sealed record ObjectModel(TypeView View) : TypeModel;
