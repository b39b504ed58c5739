using Tinpot.Http.Answers;

namespace Tinpot.Http.Limits;

/// <summary>
/// Bounds the answers that hold a connection for long: streams, logs and waits for an end. They share one limit, so that
/// they leave connections for everything else.
/// </summary>
/// <param name="most">How many there may be at once.</param>
internal sealed class LongAnswers(int most)
{
    private int _open;

    /// <summary>Takes a place, which is given back by disposing.</summary>
    /// <exception cref="ProblemException">All are taken (503).</exception>
    public IDisposable Enter()
    {
        if (Interlocked.Increment(ref _open) <= most)
            return new Place(this);
        Leave();
        throw new ProblemException(Problems.TooManyStreams(most));
    }

    private void Leave() => Interlocked.Decrement(ref _open);

    private sealed class Place(LongAnswers answers) : IDisposable
    {
        public void Dispose() => answers.Leave();
    }
}
