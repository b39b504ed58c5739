namespace Tinpot.Host.Tests.Binding.Types;

internal static partial class TypeTable
{
    private static IEnumerable<TypeRow> Records() => ((string[])["record", "class", "struct"]).SelectMany(Record);

    /// <summary>A name, an optional count, and a list of a type of its own; the same for each way to write them in C#.</summary>
    private static IEnumerable<TypeRow> Record(string type) =>
    [
        new(type, """{"name":"n"}""", "n 7 []"),
        new(type, """{"count":null,"name":"n"}""", "n null []"),
        new(type, """{"name":"","count":-0,"parts":[]}""", " 0 []"),
        new(type, """{"parts":[{"size":1},{"size":2,"x-note":"\u0130"}],"n\u0061me":"n"}""", "n 7 [1 , 2 \u0130]"),
        new(type, "{}", null, (".name", "Is required.")),
        new(type, """{"name":"n","parts":null}""", "n 7 []"),
        new(type, """{"name":null}""", null, (".name", TypeRow.NotNull)),
        new(type, """{"name":1,"count":"1","parts":{}}""", null,
            (".name", "Must be a string, not a number."), (".count", NoInteger), (".parts", "Must be an array, not an object.")),
        new(type, """{"NAME":"n"}""", null, (".NAME", "Is unknown. Did you mean 'name'?"), (".name", "Is required.")),
        new(type, """{"name":"n","name":"m"}""", null, (".name", Twice)),
        new(type, """{"name":"n","n\u0061me":"m"}""", null, (".name", Twice)),
        new(type, """{"name":"n","hidden":1,"$type":"System.Object"}""", null,
            (".hidden", "Is unknown. Known: name, count, parts."), ("[\"$type\"]", "Is unknown. Known: name, count, parts.")),
        new(type, """{"name":"n","parts":[{"size":1},{"size":101},{"x_note":""},null]}""", null,
            (".parts[1].size", "Must be between 1 and 100."),
            (".parts[2].x_note", "Is unknown. Did you mean 'x-note'?"),
            (".parts[2].size", "Is required."),
            (".parts[3]", TypeRow.NotNull)),
        new(type, """{"name":"n","parts":[{"size":1,"x-note":null},{"size":1,"x-note":"\ud800"}]}""", null, (".parts[1].x-note", HalfPair)),
        .. Mistyped(type, "an object", "null", "[]", "[\"n\"]", "\"n\"", "1", "true"),
        TypeRow.Malformed(type, "{\"name\" \"n\"}", 8, "unexpected '\"'"),
    ];
}
