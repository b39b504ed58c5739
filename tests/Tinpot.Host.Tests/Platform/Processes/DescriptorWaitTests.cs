using System.IO.Pipes;
using Tinpot.Platform.Processes;

namespace Tinpot.Host.Tests.Platform.Processes;

public sealed class DescriptorWaitTests : IDisposable
{
    private readonly AnonymousPipeServerStream _read = new(PipeDirection.In);
    private readonly AnonymousPipeClientStream _write;

    public DescriptorWaitTests() => _write = new AnonymousPipeClientStream(PipeDirection.Out, _read.ClientSafePipeHandle);

    public void Dispose()
    {
        _write.Dispose();
        _read.Dispose();
    }

    [Fact]
    public void An_empty_pipe_is_waited_for_as_long_as_was_said()
    {
        long started = TimeProvider.System.GetTimestamp();

        Assert.Equal((false, false), DescriptorWait.Readable(_read.SafePipeHandle, null, TimeSpan.FromMilliseconds(20)));

        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(20));
        Assert.Equal(0, PipeContent.Waiting(_read.SafePipeHandle));
    }

    [Fact]
    public void What_is_there_is_counted_and_taken_in_pieces_to_the_end()
    {
        var buffer = new byte[2];
        _write.Write([1, 2, 3]);
        _write.Dispose();

        Assert.Equal((true, false), DescriptorWait.Readable(_read.SafePipeHandle, null, Timeout.InfiniteTimeSpan));
        Assert.Equal(3, PipeContent.Waiting(_read.SafePipeHandle));
        Assert.Equal(2, DescriptorWait.Read(_read.SafePipeHandle, buffer));
        Assert.Equal(1, DescriptorWait.Read(_read.SafePipeHandle, buffer));
        Assert.Equal((true, false), DescriptorWait.Readable(_read.SafePipeHandle, null, Timeout.InfiniteTimeSpan));
        Assert.Equal(0, DescriptorWait.Read(_read.SafePipeHandle, buffer));
    }

    [Fact]
    public void Of_two_pipes_the_one_that_holds_something_is_told()
    {
        using var other = new AnonymousPipeServerStream(PipeDirection.In);
        using var otherWrite = new AnonymousPipeClientStream(PipeDirection.Out, other.ClientSafePipeHandle);
        otherWrite.Write([1]);

        Assert.Equal((false, true), DescriptorWait.Readable(_read.SafePipeHandle, other.SafePipeHandle, Timeout.InfiniteTimeSpan));
    }
}
