using System.IO.Pipes;
using System.Text;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Pool;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>What the host's end of a pipe tells of what was read at the other.</summary>
public sealed class ControlPipeTests : IDisposable
{
    private readonly AnonymousPipeServerStream _host = new(PipeDirection.Out);
    private readonly AnonymousPipeClientStream _child;
    private readonly ControlPipe _control;

    public ControlPipeTests()
    {
        _child = new AnonymousPipeClientStream(PipeDirection.In, _host.ClientSafePipeHandle);
        _control = new ControlPipe(_host, ChildProtocol.StartLimit);
    }

    public void Dispose()
    {
        _control.Dispose();
        _child.Dispose();
        _host.Dispose();
    }

    [Fact]
    public void A_start_that_is_not_sent_yet_is_not_read()
    {
        SendStart();
        Assert.True(_control.HoldsStart());
        Read();
        Assert.False(_control.HoldsStart());

        _control.ExpectStart();

        Assert.True(_control.HoldsStart());
    }

    [Fact]
    public void Of_a_pipe_that_is_closed_nothing_is_certain()
    {
        SendStart();

        _control.Close();

        Assert.False(_control.HoldsStart());
    }

    private void SendStart() => _control.Send(
        new StartMessage(ChildProtocol.HighestVersion, new ActionStart(Guid.CreateVersion7(), "count", 1, "somebody", 1_000, TimeSpan.Zero, Encoding.UTF8.GetBytes("{}"))), tag: 1);

    private void Read() => Assert.InRange(_child.Read(new byte[4_096]), Frame.HeaderLength, 4_095);
}
