namespace Tinpot.Schemas;

/// <summary>
/// A node of a schema: what a JSON value must look like. A tree, but for types that contain themselves. It is parsed from what the generator emits, a subset of
/// JSON Schema 2020-12 with a few keywords of our own, and never changes.
/// </summary>
public sealed partial class Schema
{
    /// <summary>Type of the value.</summary>
    public SchemaType Type { get; private set; }

    /// <summary>The type in JSON Schema's words; null for any.</summary>
    public string? TypeName => SchemaWords.Of(Type);

    /// <summary>Null is a value too.</summary>
    public bool Nullable { get; private set; }

    /// <summary>
    /// The kind of value within its type: <c>int8</c> … <c>uint64</c>, <c>half</c>, <c>float</c>, <c>double</c>, <c>decimal</c>,
    /// <c>char</c>, <c>uuid</c>, <c>date-time</c>, <c>local-date-time</c>, <c>date</c>, <c>time</c>, <c>duration</c>,
    /// <c>uri</c>, <c>uri-reference</c>, <c>email</c>, <c>phone</c>, <c>credit-card</c>, <c>byte</c> (base64 of bytes),
    /// <c>base64</c> (text that is base64); null when nothing more is known.
    /// </summary>
    public string? Format { get; private set; }

    /// <summary>Title for people.</summary>
    public string? Title { get; private set; }

    /// <summary>Description for people.</summary>
    public string? Description { get; private set; }

    /// <summary>It should no longer be used.</summary>
    public bool Deprecated { get; private set; }

    /// <summary>The allowed values as text, strings without quotes; null when there is no list.</summary>
    public IReadOnlyList<string>? Enum { get; private set; }

    /// <summary>The values that are not allowed, as text, strings without quotes; null when there is no list.</summary>
    public IReadOnlyList<string>? Denied { get; private set; }

    /// <summary>The string must have a character that is not white space.</summary>
    public bool NotBlank { get; private set; }

    /// <summary>The string must end with a dot and one of these, in either case; null when there is no list.</summary>
    public IReadOnlyList<string>? Extensions { get; private set; }

    /// <summary>Least allowed number, as JSON.</summary>
    public string? Minimum => MinimumBound?.Text;

    /// <summary>Greatest allowed number, as JSON.</summary>
    public string? Maximum => MaximumBound?.Text;

    /// <summary>The number must be greater than this, as JSON.</summary>
    public string? ExclusiveMinimum => ExclusiveMinimumBound?.Text;

    /// <summary>The number must be less than this, as JSON.</summary>
    public string? ExclusiveMaximum => ExclusiveMaximumBound?.Text;

    /// <summary>Least length of the string in characters (Unicode code points, as JSON Schema counts); of base64 in bytes.</summary>
    public int? MinLength { get; private set; }

    /// <summary>Greatest length of the string in characters (Unicode code points); of base64 in bytes.</summary>
    public int? MaxLength { get; private set; }

    /// <summary>Least number of items, or of entries of a dictionary.</summary>
    public int? MinItems { get; private set; }

    /// <summary>Greatest number of items, or of entries of a dictionary.</summary>
    public int? MaxItems { get; private set; }

    /// <summary>No item may occur twice.</summary>
    public bool UniqueItems { get; private set; }

    /// <summary>The .NET regular expression that the whole string must match; null without one.</summary>
    public string? Pattern { get; private set; }

    /// <summary>The pattern as <c>^(?:…)$</c>, where it means the same in ECMAScript and Python; else null, and <c>validate</c> checks it.</summary>
    public string? PublicPattern => FullPattern?.Public;

    /// <summary>Schema of each item of an array; null allows any.</summary>
    public Schema? Items { get; private set; }

    /// <summary>Schema of each value of a dictionary; null for a record.</summary>
    public Schema? Values { get; private set; }

    /// <summary>Properties of a record in declaration order, no others are allowed; null for a dictionary and for other types.</summary>
    public IReadOnlyList<SchemaProperty>? Properties => Members;

    /// <summary>Name of its definition, the same for every use of one C# type; null when it has no definition.</summary>
    public string? Reference { get; private set; }

    /// <summary>Raw JSON of the default value; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Default { get; private set; }

    /// <summary>It is stored encrypted and shown as <c>***</c>.</summary>
    public bool Secret { get; private set; }

    /// <summary>People type it in several lines.</summary>
    public bool Multiline { get; private set; }

    internal SchemaFormat KnownFormat { get; private set; }

    internal NumberBound? MinimumBound { get; private set; }

    internal NumberBound? MaximumBound { get; private set; }

    internal NumberBound? ExclusiveMinimumBound { get; private set; }

    internal NumberBound? ExclusiveMaximumBound { get; private set; }

    internal EnumValue[]? AllowedValues { get; private set; }

    internal EnumValue[]? DeniedValues { get; private set; }

    internal SchemaProperty[]? Members { get; private set; }

    /// <summary>The C# type whose code validates the value; null when the rules here are complete.</summary>
    internal string? CodeType { get; private set; }

    /// <summary>Of a root: somewhere in it is a <see cref="CodeType"/>.</summary>
    internal bool HasCustomValidation { get; private set; }

    /// <summary>The definition that <see cref="Reference"/> names. A type that contains itself makes this a cycle.</summary>
    internal Schema? Definition { get; private set; }

    internal FullPattern? FullPattern { get; private set; }

    /// <summary>There is a rule about the text itself, beyond being a string.</summary>
    internal bool HasTextRules { get; private set; }

    /// <summary>One of them is about its characters, where the others see enough in its bytes.</summary>
    internal bool HasCharacterRules { get; private set; }

    /// <summary>There is a rule about the number itself, beyond being one of its format.</summary>
    internal bool HasNumberRules { get; private set; }
}
