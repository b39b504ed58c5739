using System.Globalization;
using System.Runtime.InteropServices;
using Tinpot.Platform.Processes;

namespace Tinpot.Workers.Child;

/// <summary>
/// Compares what an execution leaves in its process with what the process had before, and puts back what it can. What cannot
/// be put back is a reason to replace the process.
/// </summary>
/// <remarks>
/// The first executions of an action may open what later ones use: connections, a singleton with a timer. So what they leave
/// is accepted; only additions from the fourth execution on count. The same begins again when the services of actions were built.
/// </remarks>
/// <param name="control">Where the host is heard.</param>
/// <param name="hasServices">Whether the services of actions are built.</param>
internal sealed class WarmState(SafeHandle control, Func<bool> hasServices)
{
    private const int Learning = 3;

    /// <summary>Threads and handles that are on their way out are gone after so many looks.</summary>
    private const int Looks = 9;

    private readonly Dictionary<string, int> _runs = new(StringComparer.Ordinal);
    private readonly OpenDescriptors _descriptors = new();
    private readonly UserThreads _threads = new();
    private ProcessSettings? _settings;
    private SystemSettings? _system;
    private long _timers;
    private long _timersBefore;
    private bool _served;

    /// <summary>Before the first execution: so the process is to be.</summary>
    public void Remember()
    {
        if (_settings is not null)
            return;
        _settings = new ProcessSettings();
        _system = new SystemSettings(0, 1, 2, (int)control.DangerousGetHandle());
        Look();
        _threads.Passed();
        _timersBefore = Timer.ActiveCount;
        _served = hasServices();
        Learn();
    }

    /// <summary>After an execution.</summary>
    public ProcessResidue PutBack(string action)
    {
        try
        {
            bool built = _served != hasServices();
            _served |= built;
            if (built)
                _runs.Clear();
            int runs = _runs[action] = _runs.GetValueOrDefault(action) + 1;
            string? unclean = _settings!.PutBack();
            ProcessStatus status = Look();
            unclean ??= _system!.Difference(status) ?? _descriptors.Exhaustion() ?? _threads.Exhaustion();
            if (unclean is not null)
                return new ProcessResidue(unclean, null);
            if (runs > Learning && Judge() is { } left)
                return new ProcessResidue(left, null);
            string? running = Running();
            Learn();
            return new ProcessResidue(null, built ? null : running);
        }
        catch (Exception error)
        {
            return new ProcessResidue($"its state cannot be read any more ({error.GetType()})", null);
        }
    }

    /// <summary>Threads and timers that there were not before this execution.</summary>
    private string? Running()
    {
        if (_threads.More > 0)
        {
            // One that is just ending is none
            Interrupts.Sleep(1);
            Look();
        }

        long timers = Timer.ActiveCount, moreTimers = timers - _timersBefore;
        _timersBefore = timers;
        string? threads = _threads.More > 0 ? $"threads: {_threads.More}" : null;
        _threads.Passed();
        return moreTimers <= 0 ? threads : threads is null ? $"timers: {moreTimers}" : $"{threads}, timers: {moreTimers}";
    }

    private ProcessStatus Look()
    {
        ProcessStatus status = ProcessFiles.Status();
        _descriptors.Look();
        _threads.Look(status.Threads);
        return status;
    }

    private void Learn()
    {
        _descriptors.Learn();
        _threads.Learn();
        _timers = Math.Max(_timers, Timer.ActiveCount);
    }

    private string? Judge()
    {
        // Timers do not linger
        string? left = Handles();
        for (int look = 0; left is not null && look < Looks; look++)
        {
            if (look == 0)
                CollectHandles();
            Interrupts.Sleep(1 << look);
            Look();
            left = Handles();
        }

        return left ?? Timers();
    }

    private string? Handles() => _descriptors.Leftover() ?? _threads.Leftover();

    private string? Timers()
    {
        long more = Timer.ActiveCount - _timers;
        return more > 0 ? string.Create(CultureInfo.InvariantCulture, $"timers that have not ended ({more})") : null;
    }

    /// <summary>What nobody holds any more closes its descriptor when it is collected. An author's finalizer may never end.</summary>
    private static void CollectHandles()
    {
        GC.Collect();
        Task.Run(GC.WaitForPendingFinalizers).Wait(TimeSpan.FromMilliseconds(200));
    }
}
