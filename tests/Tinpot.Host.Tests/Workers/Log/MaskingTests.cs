using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tinpot.Executions;
using Tinpot.Host.Tests.Actions.Arguments;
using Tinpot.Runtime;
using Tinpot.Schemas;
using Tinpot.Workers.Log;

namespace Tinpot.Host.Tests.Workers.Log;

public sealed class MaskingTests
{
    private const string Secret = "hunter2-hunter2";

    [Fact]
    public async Task A_secret_is_masked_however_it_is_written()
    {
        using var log = new TestLog(null, Secret);
        log.WriteLine($"a {Secret} b {Secret}");
        log.Write("pieces: hunter2");
        log.Write("-hun");
        log.WriteLine("ter2.");
        log.Root.Log(Microsoft.Extensions.Logging.LogLevel.Warning, $"entry {Secret}", new InvalidOperationException(Secret));
        log.Root.Report(0.5, Secret);
        ICallSink call = log.Root.Start("nested", Encoding.UTF8.GetBytes($$"""{"{{Secret}}":["{{Secret}}"]}"""));
        call.Finish(new CallEnd
        {
            Duration = TimeSpan.Zero,
            Result = Encoding.UTF8.GetBytes($"\"{Secret}\""),
            Error = new InvalidOperationException(Secret),
        });

        var sink = await log.CompleteAsync();

        string everything = string.Concat(sink.Batches.Select(batch => Encoding.UTF8.GetString(batch.Payload.Span)));
        Assert.DoesNotContain("hunter2", everything, StringComparison.Ordinal);
        Assert.Equal(["a *** b ***", "pieces: ***."], sink.Messages.Take(2));
        Assert.Equal(8, everything.Split("***").Length - 1 - 3);
    }

    [Fact]
    public async Task A_secret_is_masked_across_the_parts_of_a_line()
    {
        using var slow = new TestLog(null, Secret);
        slow.Write("it is hunter2");
        slow.Clock.Advance(TimeSpan.FromSeconds(1));
        await slow.Sink.UntilAsync(sink => sink.Logs.Count == 1);
        slow.WriteLine("-hunter2!");
        using var full = new TestLog(null, Secret);
        foreach (char[] piece in (new string('x', ExecutionLog.PartLimit - 5) + Secret + new string('y', 100)).Chunk(1_000))
            full.Write(new string(piece));

        Assert.Equal("it is ***!", string.Concat((await slow.CompleteAsync()).Messages));
        Assert.Equal(new string('x', ExecutionLog.PartLimit - 5) + "***" + new string('y', 100), string.Concat((await full.CompleteAsync()).Messages));
    }

    [Fact]
    public void The_longest_secret_wins_and_short_ones_are_left()
    {
        var masker = new SecretMasker(["abcd", "abcdefgh", "xyz"]);

        Assert.Equal("*** *** xyz", masker.Apply("abcdefgh abcd xyz"));
    }

    [Fact]
    public void A_secret_of_several_lines_is_masked_line_by_line_and_as_a_whole()
    {
        var masker = new SecretMasker(["first line\r\nsecond line\nab"]);

        Assert.Equal("*** and *** ab", masker.Apply("first line and second line ab"));
        Assert.Equal("<***>", masker.Apply("<first line\r\nsecond line\nab>"));
    }

    [Fact]
    public void Values_are_secret_and_the_names_on_the_way_to_them_are_not()
    {
        var masker = SecretMasker.Of("""[{"path":["servers",0,"password"],"masks":"9f86d081 1024 servers","value":{"key":"s3cr3t","pins":[12345,true],"masks":"inner"}}]"""u8);

        Assert.Equal("password of servers: ***, ***", masker.Apply("password of servers: s3cr3t, 12345"));
        Assert.Equal("9f86d081 1024 servers, ***", masker.Apply("9f86d081 1024 servers, inner"));
    }

    /// <summary>Hosts of version 0.1.0 take every text and number beside the path for a secret, so there must be none that an action could print.</summary>
    [Fact]
    public void What_is_stored_of_a_secret_besides_its_path_and_value_is_one_long_text()
    {
        var schema = Schema.Parse("""{"type":"object","properties":{"text":{"type":"string"},"s":{"type":"string","writeOnly":true},"t":{"type":"string","writeOnly":true}}}"""u8);
        byte[] secrets = Completed.Of(schema, Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 2_000)}}","s":"hunter2x","t":"hunter2y"}"""), mask: true).Secrets!;

        using var document = JsonDocument.Parse(secrets);
        JsonElement[] others = [.. document.RootElement.EnumerateArray().SelectMany(secret => secret.EnumerateObject()).Where(member => member.Name is not ("path" or "value")).Select(member => member.Value)];

        Assert.True(Assert.Single(others).GetString()!.Length > 64);
        Assert.Equal("2011 *** 2012", SecretMasker.Of(secrets).Apply("2011 hunter2y 2012"));
    }

    [Fact]
    public void Json_stays_json_and_what_is_not_secret_stays_as_it_is()
    {
        var masker = new SecretMasker(["a\"b\\cd", "12345"]);
        const string json = """{"n":[1.50,1e2,12345,123456,true,false,null],"a\"b\\cd":"x a\u0022b\\cd y","é":""}""";

        string masked = Encoding.UTF8.GetString(masker.ApplyToJson(Encoding.UTF8.GetBytes(json)).Span);

        Assert.Equal("""{"n":[1.50,1e2,"***",123456,true,false,null],"***":"x *** y","é":""}""", masked);
    }

    [Fact]
    public void Errors_are_masked()
    {
        ExecutionError error = new SecretMasker([Secret]).Apply(ExceptionText.Of(new InvalidOperationException(Secret), FailureReason.Exception));

        Assert.Equal(("System.InvalidOperationException", "***"), (error.Type, error.Message));
        Assert.DoesNotContain(Secret, error.Stack, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_that_is_cut_in_the_middle_of_a_secret_shows_no_half_of_it()
    {
        string before = new('x', ExceptionText.LongestMessage - Secret.Length + 1);
        var error = ExceptionText.Of(new InvalidOperationException(before + Secret), FailureReason.Exception);

        Assert.Equal(before + ExceptionText.Ellipsis, new SecretMasker([Secret]).Apply(error).Message);
    }

    [Theory]
    [InlineData("Sup3r\"S3cret\\+<&>'/é end")]
    [InlineData("pass word+100%/é😀")]
    [InlineData("line one\nline two")]
    [InlineData("abcdefgh")]
    [InlineData("k+/J9s2Zq8w==")]
    [InlineData("wow! it's (very*) ~odd")]
    [InlineData("???>>>~~~")]
    public void A_secret_is_masked_in_the_usual_encodings(string secret)
    {
        var masker = new SecretMasker([secret]);
        byte[] bytes = Encoding.UTF8.GetBytes(secret);
        string json = JsonEncodedText.Encode(secret).ToString();
        string url = Uri.EscapeDataString(secret);
        string[] forms =
        [
            secret, json, json.Replace("/", "\\/", StringComparison.Ordinal), Lower(json, "\\\\u[0-9A-F]{4}"),
            JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
            url, InBrowser(url), InBrowser(url).Replace("%20", "+", StringComparison.Ordinal), Lower(url, "%[0-9A-F]{2}"), url.Replace("%20", "+", StringComparison.Ordinal), WebUtility.UrlEncode(secret), UrlEncoder.Default.Encode(secret),
            Convert.ToBase64String(bytes).TrimEnd('='), Base64Url.EncodeToString(bytes),
        ];

        Assert.All(forms, form => Assert.Equal("<***>", masker.Apply($"<{form}>")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("u")]
    [InlineData("us")]
    [InlineData("user:")]
    public void In_the_base64_of_a_longer_text_at_most_two_bytes_at_each_end_of_a_secret_are_left(string before)
    {
        const string secret = "correct horse battery";
        string text = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{secret}:after"));

        string masked = new SecretMasker([secret]).Apply(text);

        Assert.Contains("***", masked, StringComparison.Ordinal);
        Assert.InRange(masked.Length - "***".Length, 0, Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}xxxx:after")).Length + 4);
    }

    [Theory]
    [InlineData("hi+1", "aGkrMQ")]
    [InlineData("a b+c/d", "a%20b%2Bc%2Fd")]
    public void A_short_secret_is_masked_as_it_is_only(string secret, string encoded) =>
        Assert.Equal($"*** {encoded}", new SecretMasker([secret]).Apply($"{secret} {encoded}"));

    [Fact]
    public void Thousands_of_secrets_are_masked_and_what_is_looked_for_is_bounded()
    {
        string[] secrets = [.. Enumerable.Range(0, 5_000).Select(number => $"secret/number {number:0000}")];

        var masker = new SecretMasker(secrets);

        Assert.All(secrets, secret => Assert.Equal("***", masker.Apply(secret)));
    }

    [Fact]
    public void Encoded_forms_are_looked_for_as_far_as_there_is_room()
    {
        string[] secrets = [.. Enumerable.Range(0, 1_000).Select(number => $"secret/number {number:0000}")];

        var masker = new SecretMasker(secrets);

        Assert.Equal("***", masker.Apply(Uri.EscapeDataString(secrets[0])));
        Assert.All(secrets, secret => Assert.Equal("***", masker.Apply(secret)));
        string last = Uri.EscapeDataString(secrets[^1]);
        Assert.Equal(last, masker.Apply(last));
    }

    [Theory]
    [InlineData("nothing", 0)]
    [InlineData("x hunter2", 7)]
    [InlineData("hhhh", 1)]
    [InlineData("hunter2-hunter", 14)]
    [InlineData("a hunter2-hunter2", 7)]
    [InlineData("hunter2-hunter2.", 0)]
    public void The_beginning_of_a_secret_at_the_end_is_held_back(string text, int length) =>
        Assert.Equal(length, new SecretMasker([Secret]).HoldBack(text));

    /// <summary>What <c>encodeURIComponent</c> makes of it.</summary>
    private static string InBrowser(string url) => Regex.Replace(url, "%(21|27|28|29|2A)", match => Uri.UnescapeDataString(match.Value));

    private static string Lower(string text, string pattern) => Regex.Replace(text, pattern, match => match.Value.ToLowerInvariant());
}
