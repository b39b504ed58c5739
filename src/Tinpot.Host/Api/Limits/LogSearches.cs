using Tinpot.Http.Responses;

namespace Tinpot.Api.Limits;

/// <summary>Bounds how many searches in logs read at once; the others wait for their turn.</summary>
internal sealed class LogSearches(TimeProvider clock)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Waits for a turn, which is given back by disposing.</summary>
    /// <exception cref="ProblemException">None came in time (503).</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(LongestWait, clock);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            return await GoOnAsync(until.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ProblemException(Problems.TooManySearches());
        }
    }

    /// <summary>Waits for the turn of a search that gave its own back while its client took a piece.</summary>
    public async Task<IDisposable> GoOnAsync(CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        return new Turn(_turns);
    }

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        private SemaphoreSlim? _turns = turns;

        public void Dispose() => Interlocked.Exchange(ref _turns, null)?.Release();
    }
}
