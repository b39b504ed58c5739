namespace Tinpot.Host.Tests.Binding.Types;

internal static partial class TypeTable
{
    // A Turkish machine would make IDLE of idle only by mistake
    private const string Lights = "Must be one of: idle, in_use, light3.";
    private const string Rights = "Must be one of: read, write, is_admin.";

    private static IEnumerable<TypeRow> Choices() =>
    [
        new("choice", "\"idle\"", "Idle"),
        new("choice", "\"in_use\"", "InUse"),
        new("choice", "\"light3\"", "Light3"),
        new("choice", """ "in\u005fuse" """.Trim(), "InUse"),
        TypeRow.Wrong("choice", "\"Idle\"", $"{Lights} Did you mean 'idle'?"),
        TypeRow.Wrong("choice", "\"IDLE\"", $"{Lights} Did you mean 'idle'?"),
        TypeRow.Wrong("choice", "\"InUse\"", $"{Lights} Did you mean 'in_use'?"),
        TypeRow.Wrong("choice", "\"in-use\"", $"{Lights} Did you mean 'in_use'?"),
        TypeRow.Wrong("choice", "\"\u0131dle\"", $"{Lights} Did you mean 'idle'?"),
        TypeRow.Wrong("choice", "\"idle \"", $"{Lights} Did you mean 'idle'?"),
        TypeRow.Wrong("choice", "\"idle,in_use\"", Lights),
        TypeRow.Wrong("choice", "\"0\"", Lights),
        TypeRow.Wrong("choice", "\"99\"", Lights),
        TypeRow.Wrong("choice", "\"\"", Lights),
        TypeRow.Wrong("choice", $"\"{new string('i', 10_000)}\"", Lights),
        TypeRow.Wrong("choice", "0", Lights),
        TypeRow.Wrong("choice", "1.0", Lights),
        TypeRow.Wrong("choice", "true", Lights),
        TypeRow.Wrong("choice", "[\"idle\"]", Lights),
        TypeRow.Wrong("choice", "{}", Lights),
        TypeRow.Wrong("choice", "null", TypeRow.NotNull),
        TypeRow.Wrong("choice", """ "\udc00" """.Trim(), HalfPair),
    ];

    private static IEnumerable<TypeRow> FlagSets() =>
    [
        new("flags", "[]", "None"),
        new("flags", "[\"read\"]", "Read"),
        new("flags", "[\"write\",\"read\"]", "Read, Write"),
        new("flags", "[\"read\",\"write\",\"is_admin\"]", "Read, Write, IsAdmin"),
        new("flags", """["r\u0065ad"]""", "Read"),
        new("flags", "[\"read\",\"read\"]", null, ("[1]", "Is in the list already.")),
        new("flags", """["read","r\u0065ad"]""", null, ("[1]", "Is in the list already.")),
        new("flags", "[\"Read\"]", null, ("[0]", $"{Rights} Did you mean 'read'?")),
        new("flags", "[\"IS_ADMIN\"]", null, ("[0]", $"{Rights} Did you mean 'is_admin'?")),
        new("flags", "[\"none\"]", null, ("[0]", Rights)),
        new("flags", "[\"read,write\"]", null, ("[0]", Rights)),
        new("flags", "[\"\"]", null, ("[0]", Rights)),
        new("flags", "[1,\"write\",null]", null, ("[0]", Rights), ("[2]", TypeRow.NotNull)),
        new("flags", "[[\"read\"]]", null, ("[0]", Rights)),
        .. Mistyped("flags", "an array", "null", "3", "\"read\"", "\"read,write\"", "true", "{}"),
    ];
}
