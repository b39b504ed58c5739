using System.Text;
using StackExchange.Redis;
using Tinpot.Executions;

namespace Tinpot.Host.Tests.Stores.Redis;

public sealed class UnreadableMessageTests
{
    [Fact]
    public async Task Messages_that_say_nothing_are_ignored()
    {
        await using RedisHarness store = await RedisHarness.OpenAsync();
        byte[][] nonsense = [[], "x"u8.ToArray(), [0xFF, 0xFE, (byte)':', 0x00], Encoding.UTF8.GetBytes(new string(':', 100_000))];
        foreach (byte[] message in nonsense)
        {
            await store.Database.PublishAsync(RedisChannel.Literal("tp:{0}:work"), message);
            await store.Database.PublishAsync(RedisChannel.Literal("tp:{0}:cancel"), message);
        }

        Lease lease = (await store.StartAsync()).Lease;
        Task asked = store.Work.WaitForCancelRequestsAsync(TestContext.Current.CancellationToken);
        await store.CancelAsync(lease.ExecutionId);
        await asked.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
