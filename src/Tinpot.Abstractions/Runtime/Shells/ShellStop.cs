using System.ComponentModel;
using System.Diagnostics;

namespace Tinpot.Runtime.Shells;

/// <summary>Ends a program and all it started.</summary>
internal sealed class ShellStop(Process process, ExecutionRun? run)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ShellTree? _tree = OperatingSystem.IsLinux() ? new ShellTree(process.Id) : null;

    public Task Asked => _asked.Task;

    /// <summary>Asks them to end. At once, on the thread of who cancelled: the thread pool may be busy.</summary>
    public void Ask()
    {
        if (OperatingSystem.IsLinux())
            _tree!.Terminate(signalled: run is { SignalsPrograms: true, Cancellation.Token.IsCancellationRequested: true });
        else
            KillTree();
        _asked.TrySetResult();
    }

    /// <summary>Waits for their end, and brings it about when the grace is over.</summary>
    public async Task EndAsync(Task ended)
    {
        if (OperatingSystem.IsLinux())
        {
            TimeSpan grace = run?.ProgramGrace ?? ExecutionRun.DefaultProgramGrace;
            long asked = Stopwatch.GetTimestamp();
            while (_tree!.IsAlive() && Stopwatch.GetElapsedTime(asked) < grace)
                await Task.Delay(Look, CancellationToken.None).ConfigureAwait(false);
            _tree.Kill();
        }

        await ended.ConfigureAwait(false);
    }

    private void KillTree()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended meanwhile, or part of its tree is not ours to end; whatever is left is waited for.
        }
    }
}
