using System.Text;
using System.Text.Json;
using Tinpot.Workers.Protocol;
using Tinpot.Workers.Submitting;

namespace Tinpot.Host.Tests.Workers.Protocol;

/// <summary>How a child asks for executions and is answered.</summary>
public sealed class SubmitFrameTests
{
    [Fact]
    public async Task A_child_asks_and_goes_on_with_the_answer()
    {
        using var child = new ChildProcess();
        child.Start("double_elsewhere", """{"number":4}""");
        IReadOnlyList<string> frames = await child.ReceiveUntilAsync(FrameKind.Submit);
        JsonElement asked = JsonDocument.Parse(frames[^1]["Submit ".Length..]).RootElement;
        Guid id = asked.GetProperty("execution_id").GetGuid();
        Assert.Equal($$$"""{"execution_id":"{{{id}}}","action":"double","arguments":{"number":4}}""", asked.GetRawText());
        Assert.Contains($$$"""CallStarted {"call":1,"caller":0,"action":"double","execution_id":"{{{id}}}","arguments":{"number":4}}""", frames);

        // Nobody waits for the first
        child.Answer(new AnswerMessage(Guid.CreateVersion7(), "1"u8.ToArray(), null));
        child.Answer(new AnswerMessage(id, "8"u8.ToArray(), null));
        Assert.StartsWith("""End {"outcome":"succeeded","result":9,""", (await child.ReceiveUntilAsync(FrameKind.End))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_without_an_answer()
    {
        using var child = new ChildProcess();
        Guid execution = child.Start("double_elsewhere", """{"number":4}""");
        await child.ReceiveUntilAsync(FrameKind.Submit);
        child.Stop(execution, StopReason.Cancel);
        IReadOnlyList<string> frames = await child.ReceiveUntilAsync(FrameKind.End);
        Assert.StartsWith("""End {"outcome":"cancelled",""", frames[^1], StringComparison.Ordinal);
        Assert.Contains(frames, frame => frame.StartsWith("CallFinished", StringComparison.Ordinal) && frame.Contains("\"revoked\":true", StringComparison.Ordinal));
    }

    /// <summary>A host that is asked for more at once takes it for a fault.</summary>
    [Fact]
    public async Task A_child_holds_back_what_would_be_too_many()
    {
        using var child = new ChildProcess();
        child.Start("double_all", """{"count":1001}""");
        var asked = new List<Guid>();
        while (asked.Count < SubmittedCalls.MaxCalls)
            asked.Add(IdOf((await child.ReceiveUntilAsync(FrameKind.Submit))[^1]));
        child.Answer(new AnswerMessage(asked[0], "0"u8.ToArray(), null));
        IReadOnlyList<string> next = await child.ReceiveUntilAsync(FrameKind.Submit);
        foreach (Guid id in asked.Skip(1).Append(IdOf(next[^1])))
            child.Answer(new AnswerMessage(id, "1"u8.ToArray(), null));
        Assert.StartsWith("""End {"outcome":"succeeded","result":1000,""", (await child.ReceiveUntilAsync(FrameKind.End))[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"action":"a","arguments":{}}""", "execution_id")]
    [InlineData("""{"execution_id":"01a20913-6785-7b6d-8bda-441209adf1aa","arguments":{}}""", "action")]
    [InlineData("""{"execution_id":"01a20913-6785-7b6d-8bda-441209adf1aa","action":"a"}""", "arguments")]
    [InlineData("""{"execution_id":"x","action":"a","arguments":{}}""", "UUID")]
    [InlineData("""{"execution_id":"01a20913-6785-7b6d-8bda-441209adf1aa","action":"a","arguments":{},"more":1}""", "more")]
    [InlineData("""{"execution_id":"01a20913-6785-7b6d-8bda-441209adf1aa","action":"a","arguments":{}}x""", "after its object")]
    public void A_malformed_question_is_a_fault(string payload, string part) => Assert.Contains(
        part, Assert.Throws<ProtocolException>(() => SubmitMessage.Read(new Frame(FrameKind.Submit, 0, Encoding.UTF8.GetBytes(payload)))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"result":1}""", "execution_id")]
    [InlineData("""{"execution_id":"01a20913-6785-7b6d-8bda-441209adf1aa","failure":{"action":"a","reason":"r","type":"t"}}""", "failure.message")]
    [InlineData("""{"execution_id":"01a20913-6785-7b6d-8bda-441209adf1aa","failure":{"reason":"r","type":"t","message":"m"}}""", "failure.action")]
    [InlineData("""{"execution_id":"01a20913-6785-7b6d-8bda-441209adf1aa","failure":1}""", "an object")]
    [InlineData("""{"execution_id":"01a20913-6785-7b6d-8bda-441209adf1aa","failed":true}""", "failed")]
    public void A_malformed_answer_is_a_fault(string payload, string part) => Assert.Contains(
        part, Assert.Throws<ProtocolException>(() => AnswerMessage.Read(new Frame(FrameKind.Answer, 0, Encoding.UTF8.GetBytes(payload)))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("FAILURE")]
    [InlineData(null)]
    public void A_failure_arrives_as_it_was(string? state)
    {
        var id = Guid.CreateVersion7();
        using var stream = new MemoryStream();
        using var frames = new FrameWriter(stream, 10_000);
        frames.Send(new AnswerMessage(id, null, new ActionFailedException(id, "a", state, "exception", "T", "it \"failed\"")));
        ActionFailedException read = AnswerMessage.Read(new Frame(FrameKind.Answer, 0, stream.ToArray().AsSpan(Frame.HeaderLength))).Failure!;
        Assert.Equal((id, "a", state, "exception", "T", "it \"failed\""), (read.ExecutionId, read.Action, read.State, read.Reason, read.ErrorType, read.ErrorMessage));
    }

    private static Guid IdOf(string frame) => JsonDocument.Parse(frame["Submit ".Length..]).RootElement.GetProperty("execution_id").GetGuid();
}
