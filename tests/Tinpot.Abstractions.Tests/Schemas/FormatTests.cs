using System.Text.Json;

namespace Tinpot.Abstractions.Tests.Schemas;

/// <summary>What each format accepts and what it refuses; the checker and the reader must agree on all of it.</summary>
public sealed class FormatTests
{
    private static readonly (string Format, string Json, object Value)[] Accepted =
    [
        ("boolean", "true", true),
        ("boolean", "false", false),
        ("int8", "-128", sbyte.MinValue),
        ("int8", "127", sbyte.MaxValue),
        ("uint8", "255", byte.MaxValue),
        ("int16", "-32768", short.MinValue),
        ("uint16", "65535", ushort.MaxValue),
        ("int32", "0", 0),
        ("int32", "-0", 0),
        ("int32", "-2147483648", int.MinValue),
        ("int32", "2147483647", int.MaxValue),
        ("uint32", "4294967295", uint.MaxValue),
        ("uint32", "-0", 0u),
        ("int64", "-9223372036854775808", long.MinValue),
        ("int64", "9223372036854775807", long.MaxValue),
        ("uint64", "18446744073709551615", ulong.MaxValue),
        ("float", "1.5", 1.5f),
        ("float", "3.4028235e38", float.MaxValue),
        ("double", "0.1", 0.1),
        ("double", "-0", -0.0),
        ("double", "1E3", 1000.0),
        ("double", "1e-400", 0.0),
        ("double", "1.7976931348623157e308", double.MaxValue),
        ("decimal", "79228162514264337593543950335", decimal.MaxValue),
        ("decimal", "0.10", 0.10m),
        ("decimal", "1e3", 1000m),
        ("char", "\"x\"", 'x'),
        ("char", "\"\\u00e9\"", 'é'),
        ("string", "\"\"", ""),
        ("string", "\"İı\\n\\ud83d\\ude00\"", "İı\n😀"),
        // A bidirectional override is text like any other
        ("string", "\"a\u202Eb\"", "a\u202Eb"),
        ("uuid", "\"0F8FAD5B-d9cb-469f-a165-70867728950e\"", new Guid("0f8fad5b-d9cb-469f-a165-70867728950e")),
        ("date", "\"2024-02-29\"", new DateOnly(2024, 2, 29)),
        ("date", "\"0001-01-01\"", DateOnly.MinValue),
        ("date", "\"9999-12-31\"", DateOnly.MaxValue),
        ("time", "\"23:59\"", new TimeOnly(23, 59)),
        ("time", "\"00:00:00.0000001\"", new TimeOnly(1)),
        ("time", "\"12:00:00.123456789\"", new TimeOnly(12, 0).Add(new TimeSpan(1_234_567))),
        ("date-time", "\"2026-03-31T18:30:00Z\"", new DateTimeOffset(2026, 3, 31, 18, 30, 0, TimeSpan.Zero)),
        ("date-time", "\"2026-03-31t18:30:00.5-09:30\"", new DateTimeOffset(2026, 3, 31, 18, 30, 0, 500, new TimeSpan(-9, -30, 0))),
        ("date-time", "\"0001-01-01T00:00:00+00:00\"", DateTimeOffset.MinValue),
        ("local-date-time", "\"2026-03-29T02:30:00\"", new DateTime(2026, 3, 29, 2, 30, 0, DateTimeKind.Unspecified)),
        ("local-date-time", "\"2026-03-29T02:30\"", new DateTime(2026, 3, 29, 2, 30, 0, DateTimeKind.Unspecified)),
        ("local-date-time", "\"2026-03-29T02:30:00+02:00\"", new DateTime(2026, 3, 29, 0, 30, 0, DateTimeKind.Utc)),
        ("duration", "\"PT1H30M\"", new TimeSpan(1, 30, 0)),
        ("duration", "\"P1DT2H3M4.5S\"", new TimeSpan(1, 2, 3, 4, 500)),
        ("duration", "\"-P2W\"", TimeSpan.FromDays(-14)),
        ("duration", "\"PT90M\"", TimeSpan.FromMinutes(90)),
        ("duration", "\"01:30\"", new TimeSpan(1, 30, 0)),
        ("duration", "\"-1.02:03:04.5\"", -new TimeSpan(1, 2, 3, 4, 500)),
        ("duration", "\"P10675199DT2H48M5.4775807S\"", TimeSpan.MaxValue),
        ("duration", "\"-P10675199DT2H48M5.4775808S\"", TimeSpan.MinValue),
        ("uri-reference", "\"https://example.org/a?b#c\"", new Uri("https://example.org/a?b#c")),
        ("uri-reference", "\"/etc/passwd\"", new Uri("/etc/passwd", UriKind.Relative)),
        ("byte", "\"\"", Array.Empty<byte>()),
        ("byte", "\"aGVsbG8=\"", "hello"u8.ToArray()),
        ("byte", "\"+/+/\"", new byte[] { 0xfb, 0xff, 0xbf }),
        ("email", "\"ada@example.org\"", "ada@example.org"),
        ("uri", "\"ftp://example.org/a\"", "ftp://example.org/a"),
    ];

    private static readonly (string Format, string Json)[] Refused =
    [
        ("boolean", "1"), ("boolean", "\"true\""), ("boolean", "null"),
        ("int8", "128"), ("int8", "-129"), ("uint8", "-1"), ("uint8", "256"),
        ("int32", "\"3\""), ("int32", "3.0"), ("int32", "1e3"), ("int32", "2147483648"), ("int32", "null"), ("int32", "true"),
        ("int64", "9223372036854775808"), ("uint64", "18446744073709551616"), ("uint64", "-1"),
        ("int32", "99999999999999999999999999999999999999999"),
        ("float", "3.5e38"), ("double", "1e400"), ("double", "-1e400"), ("double", "\"nan\""), ("double", "\"1,5\""),
        ("decimal", "79228162514264337593543950336"), ("decimal", "1e400"), ("decimal", "\"1\""),
        ("char", "\"\""), ("char", "\"ab\""), ("char", "\"😀\""), ("char", "1"),
        ("string", "1"), ("string", "\"\\ud800\""), ("string", "\"\\udc00\\ud800\""), ("string", "\"\\ud800x\""),
        ("string", "\"\\ud800\\n\""), ("string", "\"\\ud83d\\ud83d\\ude00\""), ("string", "\"a\\u0000b\""),
        ("uuid", "\"0f8fad5bd9cb469fa16570867728950e\""), ("uuid", "\"{0f8fad5b-d9cb-469f-a165-70867728950e}\""),
        ("uuid", "\" 0f8fad5b-d9cb-469f-a165-70867728950e\""), ("uuid", "\"0f8fad5b-d9cb-469f-a165-70867728950g\""),
        ("date", "\"2023-02-29\""), ("date", "\"0000-01-01\""), ("date", "\"31.03.2026\""), ("date", "\"2026-3-31\""),
        ("date", "\"2026-03-31T00:00\""), ("date", "\"۲۰۲۶-۰۳-۳۱\""), ("date", "\"2026-03-31 \""),
        ("time", "\"24:00\""), ("time", "\"23:59:60\""), ("time", "\"1:00\""), ("time", "\"12:00:00.\""),
        ("time", "\"12:00:00,5\""), ("time", "\"12:00:00.1234567890\""), ("time", "\"12:00Z\""), ("time", "\"12:00:00.۵\""), ("duration", "\"PT۵S\""), ("time", "\"6 PM\""),
        ("date-time", "\"2026-03-31T18:30:00\""), ("date-time", "\"2026-03-31 18:30:00Z\""), ("date-time", "\"2026-03-31T18:30:00+15:00\""),
        ("date-time", "\"0001-01-01T00:00:00+01:00\""), ("date-time", "\"9999-12-31T23:59:59-01:00\""), ("date-time", "\"2026-03-31T18:30:00+2\""),
        ("local-date-time", "\"2026-03-31\""), ("local-date-time", "\"31/03/2026 18:30\""), ("local-date-time", "1774981800"),
        ("duration", "\"P\""), ("duration", "\"PT\""), ("duration", "\"P1Y\""), ("duration", "\"P1M\""), ("duration", "\"PT1M1H\""),
        ("duration", "\"PT1.5H\""), ("duration", "\"1\""), ("duration", "\"24:00:00\""), ("duration", "\"P10675200D\""), ("duration", "\"PT1H1H\""),
        ("duration", "\"P99999999999999999999D\""), ("duration", "\"P1W1D\""), ("duration", "\"--PT1S\""), ("duration", "60"),
        ("uri-reference", "\"http://[::1\""), ("uri-reference", "\"http://\""),
        ("byte", "\"aGVsbG8\""), ("byte", "\"aGVs bG8=\""), ("byte", "\"a-_b\""), ("byte", "\"=\""), ("byte", "[1,2]"),
        ("email", "\"ada\""), ("email", "\"@example.org\""), ("email", "\"ada@\""), ("email", "\"a@b@c\""), ("email", "\"ada@example.org\\nBcc: x\""),
        ("uri", "\"file:///etc/passwd\""), ("uri", "\"gopher://example.org\""), ("uri", "\"javascript:alert(1)\""), ("uri", "\"/a\""), ("uri", "\"http://\""),
    ];

    public static TheoryData<int, string> AcceptedRows() => Rows(Accepted.Length);

    public static TheoryData<int, string> RefusedRows() => Rows(Refused.Length);

    [Theory, MemberData(nameof(AcceptedRows))]
    public void Reads_what_it_accepts(int row, string culture) => Formats.In(culture, () =>
    {
        var (format, json, expected) = Accepted[row];

        Assert.Empty(Formats.Check(Formats.SchemaOf(format), json));
        var value = Formats.Read(format, json);
        Assert.Equal(expected, value);
        if (expected is DateTime time) Assert.Equal(time.Kind, Assert.IsType<DateTime>(value).Kind);
        if (expected is DateTimeOffset moment) Assert.Equal(moment.Offset, Assert.IsType<DateTimeOffset>(value).Offset);
        if (expected is double number) Assert.Equal(double.IsNegative(number), double.IsNegative(Assert.IsType<double>(value)));
    });

    [Theory, MemberData(nameof(AcceptedRows))]
    public void Reads_what_it_wrote(int row, string culture) => Formats.In(culture, () =>
    {
        var (format, _, value) = Accepted[row];

        var json = Formats.Write(value);

        Assert.Empty(Formats.Check(Formats.SchemaOf(format), json));
        Assert.Equal(value, Formats.Read(format, json));
    });

    [Theory, MemberData(nameof(RefusedRows))]
    public void Reader_refuses_what_the_checker_refuses(int row, string culture) => Formats.In(culture, () =>
    {
        var (format, json) = Refused[row];

        var error = Assert.Single(Formats.Check(Formats.SchemaOf(format), json));

        Assert.Equal("$", error.Path);
        // Rules about the text of a plain string are the checker's alone
        if (format is not ("string" or "email" or "uri")) Assert.ThrowsAny<JsonException>(() => Formats.Read(format, json));
    });

    [Fact]
    public void Megabyte_of_text_is_checked_and_read()
    {
        var text = string.Concat(Enumerable.Repeat("é😀", 200_000));
        var json = JsonSerializer.Serialize(text);

        Assert.Empty(Formats.Check("""{"type":"string","maxLength":400000}""", json));
        Assert.Equal(text, Formats.Read("string", json));
        Assert.Equal("Must be at most 399999 characters long, not 400000.", Assert.Single(Formats.Check("""{"type":"string","maxLength":399999}""", json)).Message);
    }

    private static TheoryData<int, string> Rows(int count)
    {
        var rows = new TheoryData<int, string>();
        foreach (var culture in Formats.Cultures)
            for (var row = 0; row < count; row++) rows.Add(row, culture);
        return rows;
    }
}
