using System.Globalization;
using Tinpot.Platform.Processes;

namespace Tinpot.Workers.Child;

/// <summary>The threads of this process that its code started; the runtime's and those of the thread pool are none.</summary>
/// <remarks>
/// The system knows threads by name. The runtime names its own; a thread without a name has that of the thread that started
/// it. So one that seems to be of the pool, while the pool does not count it, is the code's too.
/// </remarks>
internal sealed class UserThreads
{
    /// <summary>No program needs more; the next execution would soon get none.</summary>
    private const int MaxThreads = 1_000;

    private readonly Dictionary<int, ThreadKind> _known = [];
    private int _accepted;
    private int _count;
    private int _before;
    private (int All, int Pooled) _seen;

    /// <summary>How many more were seen than at the last <see cref="Passed"/>.</summary>
    public int More => _count - _before;

    /// <summary>An execution has passed.</summary>
    public void Passed() => _before = _count;

    /// <summary>Takes those that were seen for given.</summary>
    public void Learn() => _accepted = Math.Max(_accepted, _count);

    public string? Exhaustion() => _count - _accepted > MaxThreads ? Say(_count) : null;

    /// <summary>Threads beyond the accepted ones.</summary>
    public string? Leftover() => _count > _accepted ? Say(_count - _accepted) : null;

    private static string Say(int count) => string.Create(CultureInfo.InvariantCulture, $"threads that have not ended ({count})");

    /// <summary>As many as at the last look, of which as many are of the pool, are the same.</summary>
    /// <param name="threads">How many the process has; 0 = unknown.</param>
    public void Look(int threads)
    {
        int pooled = ThreadPool.ThreadCount;
        if (threads != 0 && (threads, pooled) == _seen && _known.Count > 0)
            return;
        _seen = (threads, pooled);
        int own = 0, pool = 0, seen = 0;
        foreach (int thread in ProcessFiles.Numbers("/proc/self/task"))
        {
            seen++;
            if (!_known.TryGetValue(thread, out ThreadKind kind))
                _known[thread] = kind = ThreadNames.KindOf(thread);
            own += kind == ThreadKind.Own ? 1 : 0;
            pool += kind == ThreadKind.Pool ? 1 : 0;
        }

        _count = own + Math.Max(0, pool - pooled);
        // Numbers are given again, so what is known of the dead is forgotten. And a thread that was just started still has the
        // name of its maker: before more threads than usual are believed, all names are read again
        if (_known.Count > seen || _count > Math.Min(_accepted, _before))
            _known.Clear();
    }
}
