using Microsoft.Extensions.Time.Testing;
using Tinpot.Executions;
using Tinpot.Runtime;

namespace Tinpot.Host.Tests.Executions;

public sealed class ExecutionIdsTests
{
    [Fact]
    public void Time_and_part_of_an_id_are_read()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2031, 5, 6, 7, 8, 9, 123, TimeSpan.Zero));
        Guid id = ExecutionIdFactory.New(clock);

        Assert.Equal(clock.GetUtcNow().ToUnixTimeMilliseconds(), ExecutionIds.MillisecondsOf(id));
        Assert.InRange(ExecutionIds.PartOf(id, 3), 0, 2);
        Assert.Equal(0, ExecutionIds.PartOf(ExecutionIdFactory.InFirstPart(id), 3));
        Assert.Equal(2, ExecutionIds.PartOf(Guid.ParseExact("00000000000070008000000000000005", "N"), 3));
    }
}
