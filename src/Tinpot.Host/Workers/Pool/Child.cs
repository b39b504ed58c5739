using System.Diagnostics;
using System.IO.Pipes;
using Microsoft.Extensions.Logging;
using Tinpot.Platform;
using Tinpot.Platform.Processes;
using Tinpot.Workers.Invocation;
using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Pool;

/// <summary>A child process, seen from its host: it is given one execution after another.</summary>
internal sealed partial class Child
{
    /// <summary>A piece that the pipe takes at once, even if the child does not read it.</summary>
    private const int AtOnce = 32 * 1024;

    private static readonly TimeSpan ExitTime = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly string _advice;
    private readonly ILogger _logger;
    private readonly RawOutput _raw;
    private readonly ControlPipe _control;
    private int _version = ChildProtocol.HighestVersion;
    private readonly TaskCompletionSource<HelloMessage> _greeting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FrameTags _tags = new();
    private ProcessMemory? _memory;
    private ChildRun? _run;
    private (ChildRun Run, ChildResult End)? _ended;
    private CrashOrigin? _crash;
    private CrashOrigin? _suspect;
    private bool _closing;
    private string? _fault;
    private bool _killed;
    private volatile bool _reaped;
    private long _foreign;
    private Guid _execution;

    /// <exception cref="ChildStartException">The system gives no thread to read what it sends. It is ended.</exception>
    public static Child Of(Process process, string mark, ChildPoolOptions options, string advice, ILogger logger)
    {
        int id = process.Id;
        try
        {
            return new Child(process, mark, options, advice, logger);
        }
        catch (Exception error)
        {
            ProcessTree.Kill(id);
            process.StandardInput.Dispose();
            process.StandardOutput.Dispose();
            process.StandardError.Dispose();
            process.Dispose();
            throw new ChildStartException($"The child process {id} was started, but its output cannot be read: {error.Message} The system may not have enough memory or threads (ulimit -u).", error)
            {
                Shortage = SystemShortage.Is(error),
            };
        }
    }

    /// <param name="mark">By which the child and its descendants are known.</param>
    /// <param name="advice">What can be done when it does not come up.</param>
    private Child(Process process, string mark, ChildPoolOptions options, string advice, ILogger logger)
    {
        _process = process;
        _advice = advice;
        _logger = logger;
        Mark = mark;
        Id = process.Id;
        ActionProcess = Id;
        _control = new ControlPipe((PipeStream)process.StandardInput.BaseStream, ChildProtocol.StartLimit);
        _raw = new RawOutput(((PipeStream)process.StandardError.BaseStream).SafePipeHandle);
        var reader = new ChildReader(
            this, ((PipeStream)process.StandardOutput.BaseStream).SafePipeHandle, _raw, new FrameBuffer(options.MostFrameBytes), options.FrameTime);
        new Thread(reader.Run) { IsBackground = true, Name = $"Tinpot child {Id}" }.Start();
    }

    /// <summary>The process that the host started.</summary>
    public int Id { get; }

    /// <summary>The process that runs actions: another one when there is a wrapper between.</summary>
    public int ActionProcess { get; set; }

    public string Mark { get; }

    /// <summary>Held while anything that came from the child is handled.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The child's first word; fails when it ends without one.</summary>
    public Task<HelloMessage> Greeting => _greeting.Task;

    /// <summary>Ends when the process is gone and everything it sent is handled.</summary>
    public Task Gone => _gone.Task;

    public bool HasExited => _process.HasExited;

    /// <summary>It has ended, and the system does not know its number any more.</summary>
    private bool IsGone
    {
        get
        {
            try
            {
                return _reaped || _process.HasExited;
            }
            catch (InvalidOperationException)
            {
                // Disposed meanwhile, which is done after its end only
                return true;
            }
        }
    }

    /// <summary>May be given another execution.</summary>
    public bool Fit { get; private set; } = true;

    /// <summary>How many executions it was given.</summary>
    public int Runs { get; private set; }

    /// <summary>Bytes of memory in use, 0 when it is gone.</summary>
    public long Memory => (_memory ??= new ProcessMemory(ActionProcess)).Read();

    public long MemoryAtStart { get; set; }

    /// <summary>When it was given back, as a timestamp of the pool's clock.</summary>
    public long IdleSince { get; set; }

    /// <summary>Gives the child an execution; false when it turns out to be unfit for any.</summary>
    public bool TryBegin(ChildRun run, ActionStart start)
    {
        ulong tag;
        lock (Gate)
        {
            // What a leftover of the execution before printed just now must not stand in this one's log
            if (!Fit || _raw.Waiting > 0)
                return false;
            _raw.Begin(run.Tail);
            _control.ExpectStart();
            _run = run;
            tag = _tags.Give(new ExecutionOrigin(start.Action, start.ExecutionId));
            _execution = start.ExecutionId;
            Runs++;
        }

        if (start.Arguments.Length <= AtOnce)
            Send(start, tag);
        else
            SendLater(start, tag);
        return true;
    }

    /// <summary>Asks the execution that it was given last to stop; returns at once, whether the child listens or not.</summary>
    public void RequestStop(StopReason reason)
    {
        var stop = new StopMessage(_execution, reason);
        _ = Task.Run(() => Send(() => _control.Send(stop)));
    }

    /// <summary>Tells the child how an execution ended that it had submitted; one that does not wait for it any more takes no notice.</summary>
    public void Answer(AnswerMessage answer) => Send(() => _control.Send(answer));

    /// <summary>Takes no more executions and goes, with all that it started.</summary>
    public void Close()
    {
        Fit = false;
        _closing = true;
        try
        {
            _control.Close();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // It is gone already
        }
    }

    /// <summary>Takes no more executions: an execution has left it in another state than it found it.</summary>
    public void Retire() => Fit = false;

    /// <summary>Ends the process and all its descendants now. Returns how many descendants there were.</summary>
    public int Kill()
    {
        Fit = false;
        _killed = true;
        // Its number may be another process's by now
        if (IsGone)
            return 0;
        int descendants = 0;
        Attempt(() => descendants = ProcessTree.Kill(Id));
        // Whatever kept the tree from being read, the child ends. What it leaves is found by its mark then.
        Attempt(() =>
        {
            if (!IsGone)
                Signals.Send(Id, Signals.Kill);
        });
        return descendants;
    }

    private void SendLater(ActionStart start, ulong tag)
    {
        try
        {
            new Thread(() => Send(start, tag)) { IsBackground = true, Name = "Tinpot start" }.UnsafeStart();
        }
        catch (Exception error) when (SystemShortage.Is(error))
        {
            // The system has no thread left; the pool has some already
            _ = Task.Run(() => Send(start, tag));
        }
    }

    /// <summary>Chooses the version of the protocol; false when there is none that both sides know.</summary>
    public bool Speak(HelloMessage hello)
    {
        if (ChildProtocol.VersionWith(hello) is not { } version)
            return false;
        _version = version;
        return true;
    }

    private void Send(ActionStart start, ulong tag) => Send(() => _control.Send(new StartMessage(_version, start), tag));

    private void Send(Action frame)
    {
        try
        {
            frame();
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // It is gone, as the reader finds out too
        }
        catch (Exception error)
        {
            // Half a frame may have been sent: nothing that follows would be understood
            _fault = $"A frame could not be sent to it: {error.GetType()}: {error.Message}";
            Attempt(() => Kill());
        }
    }
}
