using System.Net.Sockets;
using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Stores.Redis;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>What a failure of Redis is called outside.</summary>
public sealed class RedisErrorTests
{
#pragma warning disable CS0618 // What the client throws has no more than a message here
    public static TheoryData<Exception, string?> Errors => new()
    {
        { new RedisTimeoutException("t", CommandStatus.Sent), "is not known" },
        { new TimeoutException(), "is not known" },
        { new RedisConnectionException(ConnectionFailureType.SocketFailure, "c"), "is not known" },
        { new RedisCommandException("c"), "REDIS_URL names the primary" },
        { new RedisException("e"), "cannot be reached" },
        { new ObjectDisposedException("o"), "shutting down" },
        { new TaskCanceledException(), "is not known" },
        { new SocketException(), "is not known" },
        { new IOException(), "is not known" },
        { new RedisServerException("WRONGTYPE Operation against a key (script: 1361abc, on @user_script:41.)"), "(WRONGTYPE)" },
        { new RedisServerException("@user_script:12: attempt to index a nil value script: f_1361abc"), "Redis answered with an error." },
        { new RedisServerException("MISCONF /var/lib/redis is full"), "cannot save them" },
        { new InvalidOperationException(), null },
    };
#pragma warning restore CS0618

    [Theory, MemberData(nameof(Errors), DisableDiscoveryEnumeration = true)]
    public void Each_kind_has_its_sentence_and_names_no_script_and_no_path(Exception error, string? part)
    {
        StoreUnavailableException? explained = RedisErrors.Explain(error);
        if (part is null)
        {
            Assert.Null(explained);
            return;
        }

        Assert.NotNull(explained);
        Assert.Contains(part, explained.Message);
        Assert.DoesNotContain("1361abc", explained.Message);
        Assert.DoesNotContain("/var", explained.Message);
        Assert.DoesNotContain("safe to repeat", explained.Message);
        Assert.Same(error, explained.InnerException);
    }

    [Fact]
    public async Task A_wait_for_an_end_fails_when_the_server_goes_away()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync();
        Guid id = await store.SubmitAsync(Given.Submission());
        Task<ExecutionRecord?> wait = store.Client.WaitForEndAsync(id, CancellationToken.None);
        Assert.False(wait.IsCompleted);
        await store.Server.KillAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => wait.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Who_leaves_while_the_subscription_is_under_way_leaves_nothing_behind()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync();
        Guid id = await store.SubmitAsync(Given.Submission());
        await store.Server.CommandAsync("CLIENT", "PAUSE", "1500", "ALL");
        using var left = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Client.WaitForEventsAsync(id, new EventId(0, 1), left.Token));

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (store.Store.Followed > 0)
            await Task.Delay(10, deadline.Token);
    }
}
