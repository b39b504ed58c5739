using System.Globalization;
using System.Text;
using System.Text.Json;
using Tinpot.Runtime;

namespace Tinpot.Abstractions.Tests.Schemas;

public sealed class ValueWriterTests
{
    private static readonly (object Value, string Json)[] Table =
    [
        (true, "true"),
        (long.MinValue, "-9223372036854775808"),
        (ulong.MaxValue, "18446744073709551615"),
        (0.1f, "0.1"),
        (1e21, "1E+21"),
        (double.NaN, "\"NaN\""),
        (double.PositiveInfinity, "\"Infinity\""),
        (float.NegativeInfinity, "\"-Infinity\""),
        (1.10m, "1.10"),
        ('"', "\"\\u0022\""),
        (new DateOnly(1, 2, 3), "\"0001-02-03\""),
        (new TimeOnly(1, 2, 3), "\"01:02:03\""),
        (new TimeOnly(1, 2, 3, 450), "\"01:02:03.45\""),
        (TimeSpan.Zero, "\"PT0S\""),
        (TimeSpan.FromDays(1), "\"P1D\""),
        (new TimeSpan(1, 0, 0, 1), "\"P1DT1S\""),
        (TimeSpan.FromHours(25), "\"P1DT1H\""),
        (-TimeSpan.FromMilliseconds(1), "\"-PT0.001S\""),
        (TimeSpan.MinValue, "\"-P10675199DT2H48M5.4775808S\""),
        (new DateTime(2026, 3, 31, 18, 30, 0, DateTimeKind.Unspecified), "\"2026-03-31T18:30:00\""),
        (new DateTime(2026, 3, 31, 18, 30, 0, DateTimeKind.Utc), "\"2026-03-31T18:30:00Z\""),
        (new Uri("https://example.org"), "\"https://example.org\""),
        (new byte[] { 1, 2 }, "\"AQI=\""),
        (default(JsonElement), "null"),
    ];

    public static TheoryData<int, string> Rows()
    {
        var rows = new TheoryData<int, string>();
        foreach (var culture in Formats.Cultures)
            for (var row = 0; row < Table.Length; row++) rows.Add(row, culture);
        return rows;
    }

    [Theory, MemberData(nameof(Rows))]
    public void Writes(int row, string culture) =>
        Formats.In(culture, () => Assert.Equal(Table[row].Json, Formats.Write(Table[row].Value)));

    [Fact]
    public void Cultures_of_these_tests_differ() => Assert.Equal(
        [".", ",", ",", "٫"],
        Formats.Cultures.Select(c => CultureInfo.GetCultureInfo(c).NumberFormat.NumberDecimalSeparator));

    [Fact]
    public void Nothing_is_null()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            ValueWriter.Write(writer, (string?)null);
            ValueWriter.Write(writer, (Uri?)null);
            ValueWriter.Write(writer, (byte[]?)null);
            writer.WriteEndArray();
        }
        Assert.Equal("[null,null,null]", Encoding.UTF8.GetString(stream.ToArray()));
    }
}
