namespace Tinpot.Host.Tests.Binding;

/// <summary>Parameters of an action, and what comes of them: what the action says, or every error.</summary>
internal sealed record BindingRow(string Action, string Parameters, string? Result, params string[] Errors);

/// <summary>
/// The one table of inputs. Each row goes through checker and generated reader, through <c>validate</c> without action
/// code, through the API and through the command line, and means the same everywhere.
/// </summary>
internal static class BindingTable
{
    internal static readonly BindingRow[] Rows = [.. Values(), .. Mistakes(), .. Hostile()];

    private static IEnumerable<BindingRow> Values() =>
    [
        new("bind_whole", "{}", "0 0 0 0 0 0 0"),
        new("bind_whole", """{"tiny":-128,"small":255,"brief":-32768,"whole":2147483647,"natural":4294967295,"large":-9223372036854775808,"huge":18446744073709551615}""",
            "-128 255 -32768 2147483647 4294967295 -9223372036854775808 18446744073709551615"),
        new("bind_whole", """{"whole":-0,"huge":-0}""", "0 0 0 0 0 0 0"),
        new("bind_real", """{"single":1.5,"real":1E3,"money":0.10}""", "1.5 1000 0.10"),
        new("bind_real", """{"real":-0,"money":79228162514264337593543950335}""", "0 -0 79228162514264337593543950335"),
        new("bind_real", """{"real":1e-400}""", "0 0 0"),
        new("bind_text", """{"text":"","letter":"\u00e9","flag":true}""", " é True"),
        new("bind_text", """{"text":"\u202e\ud83d\ude00İ"}""", "202e d83d de00 0130 - False"),
        new("bind_times", "{}", "     "),
        // The hour that a clock change skips is a local time like any other
        new("bind_times", """{"local":"2026-03-29T02:30:00"}""", "2026-03-29T02:30:00.0000000 Unspecified    "),
        new("bind_times", """{"local":"2026-03-29T02:30:00+02:00"}""", "2026-03-29T00:30:00.0000000Z Utc    "),
        new("bind_times", """{"moment":"2026-03-31T18:30:00.5-09:30","date":"2024-02-29","time":"23:59","duration":"PT90M"}""",
            "  2026-03-31T18:30:00.5000000-09:30 2024-02-29 23:59:00.0000000 01:30:00"),
        new("bind_times", """{"duration":"1.02:03:04"}""", "     1.02:03:04"),
        new("bind_other", """{"id":"0F8FAD5B-d9cb-469f-a165-70867728950e","address":"/a/b","data":"AQID","any":{"b":[1.0,null]}}""",
            """0f8fad5b-d9cb-469f-a165-70867728950e /a/b False 010203 {"b":[1.0,null]}"""),
        new("bind_choice", """{"mode":"read_write","rights":["read","run_all"]}""", "ReadWrite Read, RunAll"),
        new("bind_choice", """{"rights":[]}""", "ReadOnly None"),
        new("bind_choice", """{"rights":null}""", "ReadOnly "),
        new("bind_rules", "{}", "1 1 abc abc a@b https://example.org red 1 "),
        new("bind_rules", """{"count":10,"ratio":1.5,"brief":"😀😀😀","colour":"green","power":4,"few":[1,2]}""", "10 1.5 😀😀😀 abc a@b https://example.org green 4 2"),
        new("bind_lists", """{"numbers":[3,1],"names":["b","a"],"set":["x","y"],"map":{"a.b":1,"":null}}""", "[3, 1] [b, a] [x, y] [a.b=1, =]"),
        new("bind_lists", """{"numbers":[]}""", "[] null null null"),
        new("bind_servers", """{"servers":[{"port":1,"host":"h","modes":["read_only"]},{"host":"i"}],"spare":{"host":"s","note":"n"}}""",
            "[BindServer { Host = h, Port = 1, Note = , Modes = Tinpot.Host.Tests.Binding.BindMode[] }, BindServer { Host = i, Port = 22, Note = , Modes =  }] BindServer { Host = s, Port = 22, Note = n, Modes =  }"),
        new("bind_required", """{"name":"n"}""", "n null  7"),
        new("bind_required", """{"limit":1,"count":null,"note":null,"n\u0061me":"n"}""", "n null  1"),
        new("bind_secret", """{"user":"u","password":"hunter2","pin":1234,"login":{"user":"v","key":"secret"}}""", "u 7 4 6"),
    ];

    private static IEnumerable<BindingRow> Mistakes() =>
    [
        new("bind_required", "{}", null, "name: Is required."),
        new("bind_required", """{"name":null,"limit":null}""", null, "name: Must not be null.", "limit: Must not be null."),
        new("bind_required", """{"Name":"n","nam":1,"zzzzzz":2}""", null,
            "Name: Is unknown. Did you mean 'name'?", "nam: Is unknown. Did you mean 'name'?", "zzzzzz: Is unknown. Known: name, note, count, limit.", "name: Is required."),
        new("bind_required", """{"name":"a","name":"b"}""", null, "name: Is given more than once."),
        new("bind_required", "[]", null, "$: Must be an object, not an array."),
        new("bind_required", "null", null, "$: Must not be null."),
        new("bind_required", "\"name\"", null, "$: Must be an object, not a string."),
        new("bind_whole", """{"tiny":128,"small":-1,"brief":32768,"whole":"3","natural":-1,"large":9223372036854775808,"huge":1.0}""", null,
            "tiny: Must be between -128 and 127.", "small: Must be between 0 and 255.", "brief: Must be between -32768 and 32767.",
            "whole: Must be an integer, not a string.", "natural: Must be between 0 and 4294967295.",
            "large: Must be between -9223372036854775808 and 9223372036854775807.", "huge: Must be an integer, written without decimal point and exponent."),
        new("bind_real", """{"single":1e39,"real":1e400,"money":1e29}""", null,
            "single: Must be between -3.4028235E+38 and 3.4028235E+38.", "real: Must be between -1.7976931348623157E+308 and 1.7976931348623157E+308.",
            "money: Must be between -79228162514264337593543950335 and 79228162514264337593543950335."),
        new("bind_real", """{"single":"NaN","real":"1,5","money":true}""", null,
            "single: Must be a number, not a string.", "real: Must be a number, not a string.", "money: Must be a number, not true."),
        new("bind_text", """{"text":7,"letter":"ab","flag":"yes"}""", null,
            "text: Must be a string, not a number.", "letter: Must be a single character.", "flag: Must be true or false, not a string."),
        new("bind_times", """{"local":"31/03/2026","moment":"2026-03-31T18:30:00","date":"2023-02-29","time":"24:00","duration":"P1M"}""", null,
            "local: Must be a date and time such as 2026-03-31T18:30:00.",
            "moment: Must be a date and time with its offset, such as 2026-03-31T18:30:00Z or 2026-03-31T18:30:00+02:00.",
            "date: Must be a date such as 2026-03-31.", "time: Must be a time of day such as 18:30:00.", "duration: Must be a duration such as 30s, PT1H30M or 01:30:00."),
        new("bind_other", """{"id":"{0f8fad5b-d9cb-469f-a165-70867728950e}","address":"http://[::1","data":"AQI"}""", null,
            "id: Must be a UUID such as 0f8fad5b-d9cb-469f-a165-70867728950e.", "address: Must be a URI such as https://example.org/path, or a relative one.",
            "data: Must be base64, padded and without blanks, such as aGVsbG8=."),
        new("bind_choice", """{"mode":"ReadWrite","rights":["read","read","run"]}""", null,
            "mode: Must be one of: read_only, read_write. Did you mean 'read_write'?", "rights[1]: Is in the list already.",
            "rights[2]: Must be one of: read, write, run_all."),
        new("bind_choice", """{"mode":"read_only,read_write","rights":"read"}""", null,
            "mode: Must be one of: read_only, read_write.", "rights: Must be an array, not a string."),
        new("bind_choice", """{"mode":1}""", null, "mode: Must be one of: read_only, read_write."),
        new("bind_rules", """{"count":0,"ratio":1.6,"brief":"","name":"abc\n","mail":"a","site":"javascript:alert(1)","colour":"Red","power":3,"few":[]}""", null,
            "count: Must be between 1 and 10.", "ratio: Must be between 0.5 and 1.5.", "brief: Must be between 1 and 3 characters long, not 0.",
            "name: Must match ^[a-z]+$ as a whole.", "mail: Must be an e-mail address such as ada@example.org.",
            "site: Must be an http, https or ftp address such as https://example.org/path.", "colour: Must be one of: red, green. Did you mean 'red'?",
            "power: Must be one of: 1, 2, 4.", "few: Must have between 1 and 2 items, not 0."),
        new("bind_lists", """{"numbers":[1,"2",null],"set":["x","x"],"map":{"a":1,"a":2,"b":"c"}}""", null,
            "numbers[1]: Must be an integer, not a string.", "numbers[2]: Must not be null.", "set[1]: Is in the list already.",
            "map.a: Is given more than once.", "map.b: Must be an integer, not a string."),
        new("bind_servers", """{"servers":[{"host":"a"},{"port":"3"},{"host":"b","port":0,"hots":1},4]}""", null,
            "servers[1].port: Must be an integer, not a string.", "servers[1].host: Is required.", "servers[2].port: Must be between 1 and 65535.",
            "servers[2].hots: Is unknown. Did you mean 'host'?", "servers[3]: Must be an object, not a number."),
        new("bind_tree", """{"tree":{"name":"a","twin":{"children":[{"by_key":{"k":{"name":"z"}}}]},"children":[{},{"twin":null}]}}""", "a(n( n(  k=z(  )) ) n(  ),n(  ) )"),
        new("bind_tree", """{"tree":{"twin":{"children":[{},{"by_key":{"a.b":{"name":1,"twin":{"nmae":"x"}}}}]}}}""", null,
            "tree.twin.children[1].by_key[\"a.b\"].name: Must be a string, not a number.",
            "tree.twin.children[1].by_key[\"a.b\"].twin.nmae: Is unknown. Did you mean 'name'?"),
        new("bind_tree", """{"tree":{"children":[null],"by_key":{"k":null}}}""", null, "tree.children[0]: Must not be null.", "tree.by_key.k: Must not be null."),
        new("bind_secret", """{"user":"u","password":null,"pin":"1"}""", null, "password: Must not be null.", "pin: Must be an integer, not a string."),
        new("bind_untouched", """{"count":"1"}""", null, "count: Must be an integer, not a string."),
    ];

    private static IEnumerable<BindingRow> Hostile() =>
    [
        new("bind_required", """{"name":"n","ct":1,"ctx":1,"__tinpot_id":1,"$type":"System.Diagnostics.Process"}""", null,
            [.. new[] { "ct", "ctx", "__tinpot_id", "[\"$type\"]" }.Select(name => $"{name}: Is unknown. Known: name, note, count, limit.")]),
        new("bind_text", """{"text":"a\u0000b"}""", null, @"text: Must not contain the NUL character (\u0000)."),
        new("bind_text", """{"text":"\ud800"}""", null, @"text: Contains half of a surrogate pair; write both escapes, such as \ud83d\ude00."),
        new("bind_lists", """{"map":{"\udc00":1}}""", null, @"map[""\\udc00""]: Contains half of a surrogate pair; write both escapes, such as \ud83d\ude00."),
        new("bind_other", """{"any":{"a":1,"a":2}}""", null, "any.a: Is given more than once."),
        new("bind_lists", $$"""{"names":["{{new string('x', 500_000)}}"]}""", $"null [{new string('x', 500_000)}] null null"),
        new("bind_other", $$"""{"any":{{new string('[', 62)}}{{new string(']', 62)}}}""", $"    {new string('[', 62)}{new string(']', 62)}"),
    ];
}
