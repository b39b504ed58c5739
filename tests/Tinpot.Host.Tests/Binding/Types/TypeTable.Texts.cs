namespace Tinpot.Host.Tests.Binding.Types;

internal static partial class TypeTable
{
    private const string Nul = @"Must not contain the NUL character (\u0000).";
    private const string HalfPair = @"Contains half of a surrogate pair; write both escapes, such as \ud83d\ude00.";

    private static IEnumerable<TypeRow> Characters()
    {
        const string single = "Must be a single character.";
        return
        [
            new("char", "\"x\"", "U+0078"),
            new("char", "\" \"", "U+0020"),
            new("char", "\"3\"", "U+0033"),
            new("char", "\"\u0130\"", "U+0130"),
            new("char", "\"\u0131\"", "U+0131"),
            new("char", "\"\u06f3\"", "U+06F3"),
            new("char", """ "\u00e9" """.Trim(), "U+00E9"),
            new("char", """ "\n" """.Trim(), "U+000A"),
            new("char", """ "\"" """.Trim(), "U+0022"),
            new("char", """ "\uffff" """.Trim(), "U+FFFF"),
            TypeRow.Wrong("char", "\"\"", single),
            TypeRow.Wrong("char", "\"xy\"", single),
            // An emoji is two units, and this is an e with an accent of its own
            TypeRow.Wrong("char", "\"\ud83d\ude00\"", single),
            TypeRow.Wrong("char", """ "\ud83d\ude00" """.Trim(), single),
            TypeRow.Wrong("char", "\"e\u0301\"", single),
            TypeRow.Wrong("char", $"\"{new string('x', 100_000)}\"", single),
            TypeRow.Wrong("char", """ "\u0000" """.Trim(), Nul),
            TypeRow.Wrong("char", """ "\ud83d" """.Trim(), HalfPair),
            .. Mistyped("char", "a string", "null", "7", "true", "[\"x\"]", "{}"),
            TypeRow.Malformed("char", "'x'", 0, "unexpected '''"),
        ];
    }

    private static IEnumerable<TypeRow> Strings() =>
    [
        new("string", "\"\"", ""),
        new("string", "\" \u00a0padded\u2028 \"", " \u00a0padded\u2028 "),
        new("string", "\"3\"", "3"),
        new("string", "\"null\"", "null"),
        new("string", "\"I\u0130i\u0131\u00df\u017f\"", "I\u0130i\u0131\u00df\u017f"),
        new("string", "\"\u202eabc\ufeff\"", "\u202eabc\ufeff"),
        new("string", """ "\u0041\/\t\r\n\b\f\\\"" """.Trim(), "A/\t\r\n\b\f\\\""),
        new("string", """ "\ud83d\ude00\uffff" """.Trim(), "\ud83d\ude00\uffff"),
        // Not normalised: what was given is what arrives
        new("string", "\"e\u0301\u00e9\"", "e\u0301\u00e9"),
        new("string", $"\"{new string('x', 200_000)}\"", new string('x', 200_000)),
        TypeRow.Wrong("string", """ "a\u0000b" """.Trim(), Nul),
        TypeRow.Wrong("string", """ "\ud800" """.Trim(), HalfPair),
        TypeRow.Wrong("string", """ "\udc00\ud800" """.Trim(), HalfPair),
        TypeRow.Wrong("string", """ "\ud83dx\ude00" """.Trim(), HalfPair),
        TypeRow.Wrong("string", """ "\ud83d\n" """.Trim(), HalfPair),
        .. Mistyped("string", "a string", "null", "7", "1.5", "true", "false", "[\"a\"]", "{}"),
        TypeRow.Malformed("string", "'a'", 0, "unexpected '''"),
        TypeRow.Malformed("string", "abc", 0, "unexpected 'a'"),
        TypeRow.Malformed("string", "\"a\tb\"", 2, "unexpected U+0009"),
        TypeRow.Malformed("string", """ "\x41" """.Trim(), 2, "unexpected 'x'"),
        TypeRow.Malformed("string", """ "\u12G4" """.Trim(), 5, "unexpected 'G'"),
    ];

    private static IEnumerable<TypeRow> Uuids() =>
    [
        new("guid", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"", "0f8fad5b-d9cb-469f-a165-70867728950e"),
        new("guid", "\"0F8FAD5B-D9CB-469F-A165-70867728950E\"", "0f8fad5b-d9cb-469f-a165-70867728950e"),
        new("guid", "\"00000000-0000-0000-0000-000000000000\"", "00000000-0000-0000-0000-000000000000"),
        new("guid", "\"ffffffff-ffff-ffff-ffff-FFFFFFFFFFFF\"", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
        new("guid", """ "\u0030f8fad5b\u002dd9cb-469f-a165-70867728950e" """.Trim(), "0f8fad5b-d9cb-469f-a165-70867728950e"),
        .. from text in (string[])
            [
                "", "0f8fad5b", "0f8fad5bd9cb469fa16570867728950e", "{0f8fad5b-d9cb-469f-a165-70867728950e}", "(0f8fad5b-d9cb-469f-a165-70867728950e)",
                " 0f8fad5b-d9cb-469f-a165-70867728950e", "0f8fad5b-d9cb-469f-a165-70867728950e\u00a0", "0f8fad5b-d9cb-469f-a165-70867728950g",
                "0x8fad5b-d9cb-469f-a165-70867728950e", "+f8fad5b-d9cb-469f-a165-70867728950e", "0f8fad5b-+9cb-0x9f-a165-70867728950e", "\u0660f8fad5b-d9cb-469f-a165-70867728950e",
                "urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e", "0f8fad5b\u2010d9cb-469f-a165-70867728950e",
            ]
            select TypeRow.Wrong("guid", $"\"{text}\"", "Must be a UUID such as 0f8fad5b-d9cb-469f-a165-70867728950e."),
        .. Mistyped("guid", "a string such as 0f8fad5b-d9cb-469f-a165-70867728950e", "null", "7", "true", "[]", "{}"),
    ];

    private static IEnumerable<TypeRow> Bytes() =>
    [
        new("bytes", "\"\"", "0 bytes "),
        new("bytes", "\"AQID\"", "3 bytes 010203"),
        new("bytes", "\"AQI=\"", "2 bytes 0102"),
        new("bytes", "\"AQ==\"", "1 bytes 01"),
        new("bytes", "\"+/+/\"", "3 bytes FBFFBF"),
        new("bytes", """ "\/\u002b8=" """.Trim(), "2 bytes FFEF"),
        new("bytes", $"\"{new string('A', 40_000)}\"", $"30000 bytes {new string('0', 60_000)}"),
        .. from text in (string[])
            ["AQI", "A", "AQ=", "====", "=AQI", "AQ==AQ==", "-_-_", " AQID", "AQID ", @"AQ\n==", @"AQID\r\n", "\uff21QID", "AQ\u00a0D", "AQ.D"]
            select TypeRow.Wrong("bytes", $"\"{text}\"", "Must be base64, padded and without blanks, such as aGVsbG8=."),
        TypeRow.Wrong("bytes", """ "AQI\u0000" """.Trim(), Nul),
        .. Mistyped("bytes", "a string such as aGVsbG8=", "null", "7", "true", "[1,2,3]", "{}"),
    ];

    private static IEnumerable<TypeRow> Uris() =>
    [
        new("uri", "\"https://example.org/a?b=c#d\"", "absolute https://example.org/a?b=c#d"),
        new("uri", "\"HTTP://EXAMPLE.ORG\"", "absolute HTTP://EXAMPLE.ORG"),
        new("uri", "\"FILE:///etc/passwd\"", "absolute FILE:///etc/passwd"),
        new("uri", "\"mailto:ada@example.org\"", "absolute mailto:ada@example.org"),
        new("uri", "\"http://[::1]:8080/\"", "absolute http://[::1]:8080/"),
        new("uri", "\"https://b\u00fccher.example/\u0131\"", "absolute https://b\u00fccher.example/\u0131"),
        new("uri", "\"/a/b\"", "relative /a/b"),
        new("uri", "\"//host/share\"", "relative //host/share"),
        new("uri", "\"../a b\"", "relative ../a b"),
        new("uri", "\"?q=1\"", "relative ?q=1"),
        new("uri", "\"#top\"", "relative #top"),
        new("uri", "\"\"", "relative "),
        new("uri", """ "https:\/\/example.org\/" """.Trim(), "absolute https://example.org/"),
        .. from text in (string[])
            ["http://[::1", "http://", "http://exa mple.org/", "http://host:99999/", "https:///", " https://example.org", "https://example.org ", @"\thttps://example.org", "/a\u00a0", @"a\n", @"a\nb"]
            select TypeRow.Wrong("uri", $"\"{text}\"", "Must be a URI such as https://example.org/path, or a relative one."),
        TypeRow.Wrong("uri", """ "http://a\ud800" """.Trim(), HalfPair),
        .. Mistyped("uri", "a string such as https://example.org/path", "null", "7", "true", "[]", "{}"),
    ];

    private static IEnumerable<TypeRow> Json() =>
    [
        new("json", "null", "null"),
        new("json", "true", "true"),
        new("json", "-0", "-0"),
        new("json", "1.0", "1.0"),
        new("json", "1e400", "1e400"),
        new("json", "123456789012345678901234567890.10", "123456789012345678901234567890.10"),
        new("json", "\"\"", "\"\""),
        new("json", "\"I\u0130i\u0131\"", "\"I\u0130i\u0131\""),
        new("json", "[ 1 , [ ] , { } ]", "[1,[],{}]"),
        new("json", """{"b":[1.50,null],"a":{"b":false}}""", """{"b":[1.50,null],"a":{"b":false}}"""),
        new("json", """{"a":1,"A":2,"":3}""", """{"a":1,"A":2,"":3}"""),
        new("json", new string('[', 60) + new string(']', 60), new string('[', 60) + new string(']', 60)),
        new("json", """{"a":1,"\u0061":2}""", null, (".a", "Is given more than once.")),
        new("json", """{"a":[0,{"b":"\u0000"}]}""", null, (".a[1].b", Nul)),
        new("json", """["\udc00"]""", null, ("[0]", HalfPair)),
        TypeRow.Malformed("json", "NaN", 0, "unexpected 'N'"),
        TypeRow.Malformed("json", "[1,]", 3, "unexpected ']'"),
        TypeRow.Malformed("json", "{a:1}", 1, "unexpected 'a'"),
        TypeRow.Malformed("json", "/* 1 */ 1", 0, "unexpected '/'"),
    ];
}
