using System.Globalization;
using System.Text;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Fleet;
using Tinpot.Fleet.Redis;
using Tinpot.Host.Tests.Stores.Redis.Connecting;
using Tinpot.Host.Tests.Workers.Submitting;
using Tinpot.Stores.Redis.Reading;

namespace Tinpot.Host.Tests.Stores.Redis;

/// <summary>
/// Whatever stands in Redis, hosts live and run what is sound. <c>TESTS_SCALE</c> multiplies the thousand records,
/// <c>TESTS_SEED</c> repeats a run.
/// </summary>
public sealed class RecordMutationTests(ITestOutputHelper output)
{
    private const int Batch = 100;

    private static readonly int Records = Scale.Times(1_000);

    private static CancellationToken Deadline => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Fact]
    public async Task Hosts_live_with_mutated_records_and_run_what_is_sound()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("TESTS_SEED"), CultureInfo.InvariantCulture, out int given) ? given : Random.Shared.Next();
        output.WriteLine($"TESTS_SEED={seed}");
        var log = new ListLogger<UnreadableEntries>();
        var counted = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var unreadable = new UnreadableEntries(TimeProvider.System, log, kind =>
        {
            lock (counted)
                counted[kind] = counted.GetValueOrDefault(kind) + 1;
        });
        await using RedisHarness redis = await RedisHarness.OpenAsync(options => options with { Clock = null, QueueLimit = 1_000_000, Unreadable = unreadable });
        await using FanOutHarness worker = await FanOutHarness.JoinAsync(redis, inChildren: false, new TinpotOptions { Concurrency = 4, WorkerName = "far", Queues = ["far"] });
        Guid first = await worker.SubmitAsync("double_far", """{"number":4}""");
        ExecutionRecord sound = await worker.EndOfAsync(first);
        var mutator = new RecordMutator(redis.Database, new Random(seed), Given.Submission(sound.Action, sound.Queue, sound.Group) with
        {
            ContractHash = sound.ContractHash,
            Arguments = sound.Arguments,
        });
        var host = new Host(redis, unreadable, new Random(seed));

        int succeeded = 0;
        for (int i = 0; i < Records; i += Batch)
        {
            await Task.WhenAll(Enumerable.Range(0, Batch).Select(_ => mutator.MutateAsync()));
            Guid[] controls = [await worker.SubmitAsync("double_far", """{"number":4}"""), await worker.SubmitAsync("double_far", """{"number":4}""")];
            await host.LookAsync([.. mutator.Victims.TakeLast(Batch)]);
            foreach (Guid control in controls)
            {
                ExecutionRecord end = await worker.EndOfAsync(control);
                Assert.Equal((ExecutionState.SUCCESS, "8"), (end.State, Encoding.UTF8.GetString((end.Result ?? default).Span)));
                succeeded++;
            }
        }

        await worker.StopAsync();
        output.WriteLine($"{Records} records: {Show(mutator.Written)}. Unreadable: {Show(counted)}; {log.Lines.Count} lines. {succeeded} executions between them succeeded.");
        Assert.DoesNotContain(worker.Log.Messages, message => message.StartsWith("Critical", StringComparison.Ordinal) || message.StartsWith("Error", StringComparison.Ordinal));
        Assert.Superset(new HashSet<string> { "catalogue", "execution", "key", "lane", "worker" }, counted.Keys.ToHashSet());
        Assert.InRange(await redis.Database.SortedSetLengthAsync("tp:{0}:bad"), 1, 1_000);
        Assert.Contains(log.Lines, line => line.Text.Contains("execution", StringComparison.Ordinal));
        foreach (Guid victim in mutator.Victims)
        {
            string key = $"tp:{{0}}:x:{victim:N}";
            if (await redis.Database.KeyTypeAsync(key) == StackExchange.Redis.RedisType.Hash && await redis.Database.HashGetAsync(key, "worker") == "far")
                Assert.DoesNotMatch("^STARTED ", (string?)await redis.Database.HashGetAsync(key, "head") ?? "");
        }
    }

    private static string Show(IReadOnlyDictionary<string, int> counts) => string.Join(", ", counts.Select(one => $"{one.Key} {one.Value}"));

    /// <summary>What a host asks of the store besides running work.</summary>
    private sealed class Host(RedisHarness redis, UnreadableEntries unreadable, Random random)
    {
        private readonly FleetCatalog _catalog = new(redis.Registry(unreadable), null, null, TimeProvider.System, unreadable);
        private readonly RedisFleetRegistry _registry = redis.Registry(unreadable);

        public async Task LookAsync(Guid[] victims)
        {
            await redis.Store.MendAsync();
            await redis.Work.ReapAsync(Deadline);
            await redis.Store.PruneAsync(Deadline);
            await redis.Client.LanesAsync(Deadline);
            foreach (ExecutionQuery query in (ExecutionQuery[])
                [new() { Limit = 200 }, new() { Queue = "far" }, new() { States = [ExecutionState.FAILURE, ExecutionState.PENDING, ExecutionState.STARTED] }, new() { Search = "double" }, new() { RequestedBy = Given.Alice.Name }])
            {
                await redis.Client.ListAsync(query, Deadline);
            }

            await _registry.WorkersAsync();
            await _catalog.RefreshAsync(Deadline);
            foreach (Guid victim in random.GetItems(victims, Math.Min(victims.Length, 10)))
            {
                await UnlessUnreadableAsync(() => redis.Client.FindAsync(victim, Deadline));
                await UnlessUnreadableAsync(() => redis.Client.CountLinesAsync(victim, Deadline));
                await UnlessUnreadableAsync(() => redis.Client.ListAsync(new ExecutionQuery { Before = victim }, Deadline));
                foreach (EventRange range in (EventRange[])[new(), new() { CallsOnly = true }, new() { FromLine = 1 }, new() { After = new EventId(1, 1) }])
                    await redis.Client.ReadEventsAsync(victim, range, Deadline);
                var lease = new Lease(victim, 1);
                await redis.Work.RenewAsync([lease], Deadline);
                Exception? refused = await Record.ExceptionAsync(() => redis.AppendAsync(lease, Given.Lines(lease, 2, 1, 1)));
                Assert.True(refused is null or OwnershipLostException or InvalidOperationException, $"{refused}");
                await redis.CancelAsync(victim);
            }
        }

        private static async Task UnlessUnreadableAsync(Func<Task> ask)
        {
            try
            {
                await ask();
            }
            catch (UnreadableRecordException)
            {
                // That is the answer
            }
        }
    }
}
