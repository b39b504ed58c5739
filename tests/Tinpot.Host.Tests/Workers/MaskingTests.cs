using System.Text;
using Tinpot.Executions;
using Tinpot.Runtime;
using Tinpot.Workers;

namespace Tinpot.Host.Tests.Workers;

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
        var masker = SecretMasker.Of("""[{"path":["servers",0,"password"],"value":{"key":"s3cr3t","pins":[12345,true]}}]"""u8);

        Assert.Equal("password of servers: ***, ***", masker.Apply("password of servers: s3cr3t, 12345"));
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
        ExecutionError error = new SecretMasker([Secret]).Apply(Errors.Of(new InvalidOperationException(Secret), FailureReason.Exception));

        Assert.Equal(("System.InvalidOperationException", "***"), (error.Type, error.Message));
        Assert.DoesNotContain(Secret, error.Stack, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_that_is_cut_in_the_middle_of_a_secret_shows_no_half_of_it()
    {
        string before = new('x', Errors.LongestMessage - Secret.Length + 1);
        var error = Errors.Of(new InvalidOperationException(before + Secret), FailureReason.Exception);

        Assert.Equal(before + Errors.Ellipsis, new SecretMasker([Secret]).Apply(error).Message);
    }
}
