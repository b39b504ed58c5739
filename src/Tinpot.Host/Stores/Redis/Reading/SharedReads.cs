namespace Tinpot.Stores.Redis.Reading;

/// <summary>
/// Lets equal queries at the same time share an answer. A query that arrives while one is running gets the answer of
/// the next one, which everybody shares who came meanwhile: an answer must not be older than its question.
/// </summary>
internal sealed class SharedReads<TQuestion, TAnswer>(Func<TQuestion, Task<TAnswer>> ask) where TQuestion : notnull
{
    private readonly Lock _lock = new();

    /// <summary>What is under way, with those who wait for the next; null = nobody does.</summary>
    private readonly Dictionary<TQuestion, TaskCompletionSource<TAnswer>?> _underWay = [];

    public Task<TAnswer> AskAsync(TQuestion question)
    {
        lock (_lock)
        {
            if (_underWay.TryGetValue(question, out TaskCompletionSource<TAnswer>? next))
            {
                next ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                _underWay[question] = next;
                return next.Task;
            }

            _underWay.Add(question, null);
        }

        return AskOnceAsync(question);
    }

    private async Task<TAnswer> AskOnceAsync(TQuestion question)
    {
        try
        {
            return await ask(question).ConfigureAwait(false);
        }
        finally
        {
            GoOn(question);
        }
    }

    private void GoOn(TQuestion question)
    {
        lock (_lock)
        {
            if (_underWay[question] is { } waiting)
            {
                _underWay[question] = null;
                _ = AnswerAsync(question, waiting);
            }
            else
            {
                _underWay.Remove(question);
            }
        }
    }

    private async Task AnswerAsync(TQuestion question, TaskCompletionSource<TAnswer> waiting)
    {
        // Not under the lock of who starts it
        await Task.Yield();
        try
        {
            waiting.SetResult(await AskOnceAsync(question).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            waiting.SetException(error);
            // All waiters may have left by now; then an unobserved failure is not an error
            _ = waiting.Task.Exception;
        }
    }
}
