using System.Text.Json;
using Tinpot.Cli;

namespace Tinpot.Host.Tests.Cli;

public sealed class TerminalJsonTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[true,null,-1.50e3]}""", """{"a":1,"b":[true,null,-1.50e3]}""")]
    [InlineData("""{ "a" : "b" }""", """{ "a" : "b" }""")]
    [InlineData("""{"Zo\u00EB":"M\u00FCller \u0026 S\u00f6hne \u003Cb\u003E \u0027 \u002B \u0060"}""", """{"Zoë":"Müller & Söhne <b> ' + `"}""")]
    [InlineData(""" "\u65e5\u672c \ud83d\ude00" """, """ "日本 😀" """)]
    [InlineData(""" "\u0022\u005C\u005Cn" """, """ "\"\\\\n" """)]
    [InlineData(""" "\\u0041" """, """ "\\u0041" """)]
    [InlineData(""" "\\\u0041\n\t\"\/" """, """ "\\A\n\t\"\/" """)]
    [InlineData(""" "\u001b[1m\u0000\u0007\u007F\u009b1m\u2028\u202e\u2066\uFEFF" """, """ "\u001b[1m\u0000\u0007\u007F\u009b1m\u2028\u202e\u2066\uFEFF" """)]
    [InlineData(""" "\ud83d" """, """ "\ud83d" """)]
    [InlineData(""" "\udc00\ud83d\u0041" """, """ "\udc00\ud83dA" """)]
    [InlineData("\"\u007f\u009b1m \u202e\u2066\u200e\u061c \u2028 \ufeff\"", """ "\u007f\u009b1m \u202e\u2066\u200e\u061c \u2028 \ufeff" """)]
    public void Only_what_a_terminal_would_obey_is_escaped(string json, string expected)
    {
        string shown = TerminalJson.Show(json);

        Assert.Equal(expected.Trim(), shown.Trim());
        Assert.DoesNotContain(shown, char.IsControl);
    }

    [Theory]
    [InlineData("\"a\\u0022b\\u005cc\\u00e9\\ud83d\\ude00\"")]
    [InlineData("{\"\\u005c\\u0022\":[\"\\u0000\"]}")]
    public void It_says_the_same_to_a_program(string json) => Assert.True(
        JsonElement.DeepEquals(JsonDocument.Parse(json).RootElement, JsonDocument.Parse(TerminalJson.Show(json)).RootElement));

    [Fact]
    public void Line_ends_between_tokens_stay() => Assert.Equal("{\r\n\t\"a\": 1\n}", TerminalJson.Show("{\r\n\t\"a\": 1\n}"u8));
}
