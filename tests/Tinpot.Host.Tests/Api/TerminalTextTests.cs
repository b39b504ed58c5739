using System.Text;
using Tinpot.Api.Logs;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Api;

public class TerminalTextTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("tab\there", "tab\there")]
    [InlineData("naïve ☃ 😀 עברית", "naïve ☃ 😀 עברית")]
    [InlineData("\u001b[1;31mred\u001b[0m", "red")]
    [InlineData("\u001b[38:2::1:2:3mx", "x")]
    [InlineData("\u001b[?25l\u001b[2J\u001b[Hx", "x")]
    [InlineData("a\u001b]52;c;ZXZpbA==\u0007b", "ab")]
    [InlineData("a\u001b]8;;https://evil.example\u001b\\b\u001b]8;;\u001b\\c", "abc")]
    [InlineData("a\u001bP1$r0m\u001b\\b", "ab")]
    [InlineData("a\u001b_hidden\u001b\\b\u001b^hidden\u001b\\c\u001bXhidden\u001b\\d", "abcd")]
    [InlineData("a\u001b(0b\u001b)B\u001b#8c\u001bcd\u001b=e", "abcde")]
    [InlineData("a\u009b31mb\u009d0;t\u009cc\u0090x\u009cd", "abcd")]
    [InlineData("12:00 INFO a\rforged", "12:00 INFO aforged")]
    [InlineData("a\0b\bc\fd\ve\u007ff", "abcdef")]
    [InlineData("a\u202eb\u202cc\u2066d\u2069e", "abcde")]
    [InlineData("a\u0085b", "ab")]
    // What never ends takes the rest of its line, and no more
    [InlineData("a\u001b]0;never\nb", "a\nb")]
    [InlineData("a\u001b[12\nb", "a\nb")]
    [InlineData("a\u001b\nb", "a\nb")]
    [InlineData("a\u001b\u001b[31mb", "ab")]
    [InlineData("\u001b[31\u001b[32mx", "x")]
    public void What_a_terminal_obeys_is_left_out(string text, string expected)
    {
        byte[] whole = Encoding.UTF8.GetBytes(text);
        var terminal = new TerminalText();
        Assert.Equal(expected, Encoding.UTF8.GetString(whole, 0, terminal.Strip(whole)));

        // In pieces of one character each, as a line of many events comes
        terminal.Restart();
        var pieces = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            byte[] piece = Encoding.UTF8.GetBytes(rune.ToString());
            pieces.Append(Encoding.UTF8.GetString(piece, 0, terminal.Strip(piece)));
        }

        Assert.Equal(expected, pieces.ToString());
    }

    [Fact]
    public void Nothing_of_random_text_stays_that_a_terminal_obeys()
    {
        var random = new Random(7);
        string[] parts = ["\u001b", "[", "]", "31", "m", "\u0007", "\\", "x", "é", "\u202e", "\u009b", "\r", "😀", "P", "\u2069", "\0"];
        for (int round = 0; round < 10_000; round++)
        {
            byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 12).Select(_ => parts[random.Next(parts.Length)])));
            string shown = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text, 0, new TerminalText().Strip(text));
            Assert.DoesNotContain(shown, character => char.IsControl(character) || character is '\u202e' or '\u2069');
        }
    }

    [Fact]
    public async Task Text_logs_are_stripped_unless_the_client_asks_for_escapes()
    {
        string id = (await host.Client.RunAsync("api_escapes")).GetProperty("execution_id").GetString()!;
        string stripped = await host.Client.GetStringAsync($"/api/executions/{id}/logs");
        Assert.Equal(["ared b", "cde", "ftxt.exe ghijk"], stripped.Split('\n').SkipLast(1).Select(line => line[30..]));
        Assert.Equal(stripped, await host.Client.GetStringAsync($"/api/executions/{id}/logs?escapes=strip&format=text"));
        string kept = await host.Client.GetStringAsync($"/api/executions/{id}/logs?escapes=keep");
        Assert.Contains("a\u001b[31mred", kept, StringComparison.Ordinal);
        Assert.Contains("\\u001b[31mred", await host.Client.GetStringAsync($"/api/executions/{id}/logs?format=ndjson"), StringComparison.OrdinalIgnoreCase);
        using HttpResponseMessage refused = await host.Client.GetAsync($"/api/executions/{id}/logs?format=ndjson&escapes=keep");
        await refused.ProblemAsync(400, "invalid-query");
    }
}
