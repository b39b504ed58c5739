using Tinpot.Executions;
using Tinpot.Stores.Redis.Reading;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>Many who ask the same cost as little as two.</summary>
public sealed class SharedReadsTests
{
    private readonly List<(string Question, TaskCompletionSource<int> Answer)> _asked = [];
    private readonly SemaphoreSlim _more = new(0);
    private readonly SharedReads<string, int> _reads;

    public SharedReadsTests() => _reads = new(question =>
    {
        var answer = new TaskCompletionSource<int>();
        lock (_asked)
            _asked.Add((question, answer));
        _more.Release();
        return answer.Task;
    });

    private int Asked
    {
        get
        {
            lock (_asked)
                return _asked.Count;
        }
    }

    [Fact]
    public async Task Who_comes_while_a_question_is_under_way_shares_the_next_answer()
    {
        Task<int> first = _reads.AskAsync("a");
        Task<int>[] later = [.. Enumerable.Range(0, 50).Select(_ => _reads.AskAsync("a"))];
        Assert.Equal(1, Asked);

        await AnswerAsync(0, 1);
        Assert.Equal(1, await first);
        await AnswerAsync(1, 2);
        Assert.All(await Task.WhenAll(later), answer => Assert.Equal(2, answer));

        Task<int> again = _reads.AskAsync("a");
        await AnswerAsync(2, 3);
        Assert.Equal(3, await again);
        Assert.Equal(3, Asked);
    }

    [Fact]
    public async Task Different_questions_do_not_wait_for_each_other()
    {
        _ = _reads.AskAsync("a");
        Task<int> other = _reads.AskAsync("b");

        await AnswerAsync(1, 7);

        Assert.Equal(7, await other);
        Assert.Equal("b", _asked[1].Question);
    }

    [Fact]
    public async Task A_failure_is_everybodys_who_shares_it_and_nobody_elses()
    {
        Task<int> first = _reads.AskAsync("a");
        Task<int>[] later = [.. Enumerable.Range(0, 2).Select(_ => _reads.AskAsync("a"))];
        await _more.WaitAsync();
        _asked[0].Answer.SetException(new IOException());
        await Assert.ThrowsAsync<IOException>(() => first);
        await _more.WaitAsync();
        Task<int> last = _reads.AskAsync("a");
        _asked[1].Answer.SetException(new TimeoutException());
        foreach (Task<int> one in later)
            await Assert.ThrowsAsync<TimeoutException>(() => one);

        await AnswerAsync(2, 5);
        Assert.Equal(5, await last);
    }

    private async Task AnswerAsync(int number, int answer)
    {
        while (Asked <= number)
            await _more.WaitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        _asked[number].Answer.SetResult(answer);
    }

    [Theory, InlineData(typeof(InvalidOperationException)), InlineData(typeof(OperationCanceledException)), InlineData(typeof(StoreUnavailableException))]
    public async Task A_failure_of_any_kind_is_told_to_those_who_asked_and_the_next_asks_anew(Type kind)
    {
        var error = kind == typeof(StoreUnavailableException) ? new StoreUnavailableException("away") : (Exception)Activator.CreateInstance(kind)!;
        Task<int> first = _reads.AskAsync("a");
        Task<int> second = _reads.AskAsync("a");
        using var left = new CancellationTokenSource();
        Task<int> third = _reads.AskAsync("a").WaitAsync(left.Token);
        await _more.WaitAsync(TimeSpan.FromSeconds(30));
        _asked[0].Answer.SetException(error);
        Assert.Same(error, await Record.ExceptionAsync(() => first));

        // One who leaves takes the answer from nobody else
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        await _more.WaitAsync(TimeSpan.FromSeconds(30));
        _asked[1].Answer.SetException(error);
        Assert.Same(error, await Record.ExceptionAsync(() => second));

        Task<int> again = _reads.AskAsync("a");
        await _more.WaitAsync(TimeSpan.FromSeconds(30));
        _asked[2].Answer.SetResult(3);
        Assert.Equal(3, await again);
    }
}
