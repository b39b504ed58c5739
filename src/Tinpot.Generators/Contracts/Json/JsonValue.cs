using Microsoft.CodeAnalysis.Text;

namespace Tinpot.Generators.Contracts.Json;

internal enum JsonKind
{
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// <summary>A JSON value that knows where it is written.</summary>
/// <param name="Position">Of its first character.</param>
/// <param name="Text">A string without quotes and escapes, anything else that is not nested as it is written.</param>
/// <param name="Items">Of an array.</param>
/// <param name="Members">Of an object, in the order in which they are written, each name once.</param>
internal sealed record JsonValue(JsonKind Kind, int Position, string Text, IReadOnlyList<JsonValue> Items, IReadOnlyList<JsonMember> Members)
{
    public JsonValue? Find(string name) => Members.FirstOrDefault(m => m.Name == name)?.Value;
}

/// <param name="Place">The name, with its quotes.</param>
internal sealed record JsonMember(string Name, TextSpan Place, JsonValue Value);
