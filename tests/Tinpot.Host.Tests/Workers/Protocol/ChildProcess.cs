using System.Diagnostics;
using System.Text;
using Tinpot.Host.Tests.Workers.Pool;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Protocol;

namespace Tinpot.Host.Tests.Workers.Protocol;

/// <summary>A real child, spoken to frame by frame; killed when disposed.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly FrameWriter _frames;
    private readonly FrameBuffer _received = new(ChildProtocol.FrameLimit(1_000_000));

    public ChildProcess()
    {
        _process = Process.Start(TestProgram.Child.Start(new ChildArguments(Guid.NewGuid().ToString("n")), []))!;
        _frames = new FrameWriter(_process.StandardInput.BaseStream, ChildProtocol.StartLimit);
    }

    /// <summary>Stands in the frames of every execution that it is given.</summary>
    public ulong Tag { get; set; } = 7;

    /// <summary>The tag of the frame that was received last.</summary>
    public ulong LastTag { get; private set; }

    public int Id => _process.Id;

    public Guid Start(string action, string arguments = "{}")
    {
        var id = Guid.CreateVersion7();
        new StartMessage(ChildProtocol.HighestVersion, new ActionStart(id, action, 1, "tester", 1_000_000, TimeSpan.Zero, Encoding.UTF8.GetBytes(arguments))).Send(_frames, Tag);
        return id;
    }

    public void Stop(Guid execution, StopReason reason) => _frames.Send(new StopMessage(execution, reason));

    public void Answer(AnswerMessage answer) => _frames.Send(answer);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _process.StandardInput.BaseStream.Write(bytes);
        _process.StandardInput.BaseStream.Flush();
    }

    /// <summary>The next frame, as <c>kind payload</c>; null at the end of the pipe.</summary>
    public async Task<string?> ReceiveAsync()
    {
        var bytes = new byte[1024];
        while (true)
        {
            if (Take() is { } text)
                return text;
            int length = await _process.StandardOutput.BaseStream.ReadAsync(bytes).AsTask().WaitAsync(Deadline);
            if (length == 0)
                return null;
            bytes.AsSpan(0, length).CopyTo(_received.GetSpan());
            _received.Advance(length);
        }
    }

    /// <summary>Frames up to one of a kind.</summary>
    public async Task<IReadOnlyList<string>> ReceiveUntilAsync(FrameKind kind)
    {
        var frames = new List<string>();
        while (await ReceiveAsync() is { } frame)
        {
            frames.Add(frame);
            if (frame.StartsWith($"{kind} ", StringComparison.Ordinal))
                return frames;
        }

        Assert.Fail($"No {kind} came, but: {string.Join('\n', frames)}");
        return frames;
    }

    public void Close() => _process.StandardInput.Close();

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Deadline);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _frames.Dispose();
    }

    private string? Take()
    {
        if (!_received.TryTake(out Frame frame))
            return null;
        LastTag = frame.Tag;
        return $"{frame.Kind} {Encoding.UTF8.GetString(frame.Payload)}";
    }
}
