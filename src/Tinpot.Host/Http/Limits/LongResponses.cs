using Tinpot.Http.Responses;

namespace Tinpot.Http.Limits;

/// <summary>
/// Bounds the answers that hold a connection for long: streams, logs and waits for an end. They share one limit, so that
/// they leave connections for everything else.
/// </summary>
/// <param name="most">How many there may be at once.</param>
internal sealed class LongResponses(int most)
{
    private int _open;

    /// <summary>Takes a place, which is given back by disposing.</summary>
    /// <exception cref="ProblemException">All are taken (503).</exception>
    public IDisposable Enter()
    {
        if (Interlocked.Increment(ref _open) <= most)
            return new Place(this);
        Release();
        throw new ProblemException(Problems.TooManyStreams(most));
    }

    private void Release() => Interlocked.Decrement(ref _open);

    private sealed class Place(LongResponses answers) : IDisposable
    {
        public void Dispose() => answers.Release();
    }
}
