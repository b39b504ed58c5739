using System.Buffers.Binary;
using System.Text;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Protocol;

public sealed class FrameTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void Frames_are_the_same_however_the_pipe_cuts_them(int piece)
    {
        using var stream = new MemoryStream();
        using var writer = new FrameWriter(stream, 1_000_000);
        string[] texts = ["", "small", new string('x', 70_000), "last"];
        foreach (string text in texts)
        {
            writer.Begin(FrameKind.Output).WriteString("text"u8, text);
            writer.Send();
        }

        var buffer = new FrameBuffer(1_000_000);
        var taken = new List<string>();
        foreach (byte[] bytes in stream.ToArray().Chunk(piece))
        {
            bytes.CopyTo(buffer.GetSpan());
            buffer.Advance(bytes.Length);
            while (buffer.TryTake(out Frame frame))
                taken.Add($"{frame.Kind} {Encoding.UTF8.GetString(frame.Payload)}");
        }

        Assert.Equal(texts.Select(text => $$"""Output {"text":"{{text}}"}"""), taken);
    }

    [Fact]
    public void A_frame_over_the_limit_is_refused_by_its_header_alone()
    {
        var buffer = new FrameBuffer(100);
        Fill(buffer, Header(100, FrameKind.Output));
        Assert.False(buffer.TryTake(out _));

        var refusing = new FrameBuffer(100);
        Fill(refusing, Header(101, FrameKind.Output));
        Assert.Contains("101 bytes", Assert.Throws<ProtocolException>(() => refusing.TryTake(out _)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_length_that_would_be_negative_is_refused()
    {
        var buffer = new FrameBuffer(int.MaxValue);
        Fill(buffer, Header(-1, FrameKind.Output));
        Assert.Throws<ProtocolException>(() => buffer.TryTake(out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(127)]
    public void An_unknown_kind_is_refused(int kind)
    {
        var buffer = new FrameBuffer(100);
        Fill(buffer, Header(2, (FrameKind)kind));
        Assert.Contains($"kind {kind}", Assert.Throws<ProtocolException>(() => buffer.TryTake(out _)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payload_over_the_limit_is_not_sent()
    {
        using var stream = new MemoryStream();
        using var writer = new FrameWriter(stream, 100);
        writer.Begin(FrameKind.Output).WriteString("text"u8, new string('x', 100));
        Assert.Throws<ProtocolException>(writer.Send);
        Assert.Equal(0, stream.Length);

        writer.Begin(FrameKind.Output).WriteString("text"u8, "fits");
        writer.Send();
        Assert.True(stream.Length > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}x")]
    [InlineData("{} ")]
    [InlineData("""{"execution_id":"5","reason":"cancel"}""")]
    [InlineData("""{"execution_id":"0199f7a0-0000-7000-8000-000000000001"}""")]
    [InlineData("""{"execution_id":"0199f7a0-0000-7000-8000-000000000001","reason":"boredom"}""")]
    [InlineData("""{"execution_id":"0199f7a0-0000-7000-8000-000000000001","reason":null}""")]
    [InlineData("""{"execution_id":"0199f7a0-0000-7000-8000-000000000001","reason":"cancel","more":1}""")]
    [InlineData("""{"execution_id":"0199f7a0-0000-7000-8000-000000000001","reason":"\ud800"}""")]
    public void A_payload_that_is_not_its_message_is_refused(string payload) =>
        Assert.Throws<ProtocolException>(() => StopMessage.Read(new Frame(FrameKind.Stop, 0, Encoding.UTF8.GetBytes(payload))));

    [Theory]
    [InlineData("""{"outcome":"failed","left_processes":false}""")]
    [InlineData("""{"outcome":"bored","left_processes":false}""")]
    [InlineData("""{"left_processes":false}""")]
    [InlineData("""{"outcome":"failed","error":{"type":"T"},"left_processes":false}""")]
    [InlineData("""{"outcome":"failed","error":"T","left_processes":false}""")]
    public void An_end_that_says_not_how_is_refused(string payload) =>
        Assert.Throws<ProtocolException>(() => EndMessage.Read(new Frame(FrameKind.End, 0, Encoding.UTF8.GetBytes(payload))));

    [Fact]
    public void Arguments_cross_as_they_stand()
    {
        var start = new ActionStart(
            Guid.CreateVersion7(), "name", 3, "wörld \"quoted\"", 1_000, TimeSpan.FromSeconds(5), Encoding.UTF8.GetBytes("""{"a": [1.50, "😀"], "b":{} }"""));
        using var stream = new MemoryStream();
        using var writer = new FrameWriter(stream, 10_000);
        new StartMessage(ChildProtocol.HighestVersion, start).Send(writer, tag: 0xFEDC_BA98_7654_3210);

        var buffer = new FrameBuffer(10_000);
        Fill(buffer, stream.ToArray());
        Assert.True(buffer.TryTake(out Frame frame));
        ActionStart read = StartMessage.Read(frame).Start;

        Assert.Equal(start with { Arguments = default }, read with { Arguments = default });
        Assert.Equal(0xFEDC_BA98_7654_3210, frame.Tag);
        Assert.Equal(start.Arguments.ToArray(), read.Arguments.ToArray());
    }

    [Fact]
    public void An_optional_frame_that_is_not_known_is_skipped()
    {
        var buffer = new FrameBuffer(10_000);
        Fill(buffer, [.. Header(3, (FrameKind)ChildProtocol.FirstOptionalKind), 1, 2, 3, .. Header(2, FrameKind.Late), (byte)'{', (byte)'}', .. Header(0, (FrameKind)255)]);
        Assert.True(buffer.TryTake(out Frame frame));
        Assert.Equal(FrameKind.Late, frame.Kind);
        Assert.False(buffer.TryTake(out _));
        Assert.True(buffer.IsEmpty);
    }

    [Theory]
    [InlineData(5, 5, 5)]
    [InlineData(1, 9, 5)]
    [InlineData(5, 9, 5)]
    [InlineData(6, 9, null)]
    [InlineData(1, 4, null)]
    public void The_highest_version_that_both_know_is_spoken(int lowest, int highest, int? version) =>
        Assert.Equal(version, ChildProtocol.VersionWith(new HelloMessage(lowest, highest, "")));

    [Theory]
    [InlineData("""{"lowest":4,"highest":7,"build":"b","colour":["red"]}""", 4, 7)]
    [InlineData("""{"protocol":3,"build":"b"}""", 3, 3)]
    public void A_hello_of_another_version_is_read(string payload, int lowest, int highest) =>
        Assert.Equal(new HelloMessage(lowest, highest, "b"), HelloMessage.Read(new Frame(FrameKind.Hello, 0, Encoding.UTF8.GetBytes(payload))));

    [Fact]
    public void A_start_of_a_version_that_is_not_spoken_is_refused()
    {
        const string Payload = """{"protocol":6,"execution_id":"0190a5d4-0000-7000-8000-000000000000","action":"a","requested_by":"b"}{}""";
        Assert.Contains("version 6", Assert.Throws<ProtocolException>(() => StartMessage.Read(new Frame(FrameKind.Start, 1, Encoding.UTF8.GetBytes(Payload)))).Message, StringComparison.Ordinal);
    }

    private static byte[] Header(int length, FrameKind kind)
    {
        var header = new byte[Frame.HeaderLength];
        BinaryPrimitives.WriteInt32LittleEndian(header, length);
        header[Frame.KindOffset] = (byte)kind;
        return header;
    }

    private static void Fill(FrameBuffer buffer, byte[] bytes)
    {
        bytes.CopyTo(buffer.GetSpan());
        buffer.Advance(bytes.Length);
    }
}
