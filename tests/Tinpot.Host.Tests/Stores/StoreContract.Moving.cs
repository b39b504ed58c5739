using Tinpot.Executions;

namespace Tinpot.Host.Tests.Stores;

public abstract partial class StoreContract
{
    /// <summary>Lists in which every one of the executions stands all the time, whatever state they are in at the moment.</summary>
    private static ExecutionQuery[] Unmoved =>
    [
        new() { Limit = 200, States = [ExecutionState.PENDING, ExecutionState.STARTED, ExecutionState.RETRY] },
        new() { Limit = 200, States = [ExecutionState.RETRY, ExecutionState.STARTED, ExecutionState.PENDING], Queue = "moving" },
        new() { Limit = 200, Queue = "moving" },
        new() { Limit = 200, Group = "Moving" },
        new() { Limit = 200, RequestedBy = Given.Bob.Name },
        new() { Limit = 200, Since = DateTimeOffset.UnixEpoch, Until = DateTimeOffset.MaxValue },
    ];

    /// <summary>Executions go back and forth between their states while they are listed: none is missing in a list and none is there twice.</summary>
    [Fact]
    public async Task An_execution_that_moves_is_in_its_lists_once()
    {
        const int Count = 40;
        var ids = new HashSet<Guid>();
        for (int i = 0; i < Count; i++)
        {
            ids.Add(await Store.SubmitAsync(Given.Submission("move", "moving", "Moving") with
            {
                RequestedBy = Given.Bob,
                Retries = 1_000_000,
            }));
        }

        using var stop = new CancellationTokenSource();
        Task moving = Task.Run(async () =>
        {
            for (int round = 0; !stop.IsCancellationRequested; round++)
            {
                foreach (ClaimedExecution one in await Store.Work.ClaimAsync(Given.AnyWork with { MaxCount = 10 }, CancellationToken.None))
                {
                    if (round % 2 == 0)
                        await Store.Work.ReleaseAsync(one.Lease, begun: false, CancellationToken.None);
                    else
                        await Store.FinishAsync(one.Lease, Given.Broken with { State = ExecutionState.RETRY, RetryAt = Store.Time.GetUtcNow() });
                }

                await Store.Work.ReapAsync(CancellationToken.None);
            }
        });
        for (int look = 0; look < 150; look++)
        {
            ExecutionQuery query = Unmoved[look % Unmoved.Length];
            var found = new List<Guid>();
            // In pages too
            for (ExecutionQuery? page = look % 4 == 3 ? query with { Limit = 7 } : query; page is not null;)
            {
                ExecutionPage one = await Store.Client.ListAsync(page, Deadline);
                found.AddRange(one.Items.Select(item => item.Id));
                page = one.NextBefore is { } next ? page with { Before = next } : null;
            }

            Assert.Equal(found.Distinct().Count(), found.Count);
            Guid[] missing = [.. ids.Except(found)];
            Assert.True(missing.Length == 0, $"{look} by {query}: {missing.Length} are missing.");
            Assert.False(moving.IsCompleted, moving.Exception?.ToString());
        }

        await stop.CancelAsync();
        await moving;
    }
}
