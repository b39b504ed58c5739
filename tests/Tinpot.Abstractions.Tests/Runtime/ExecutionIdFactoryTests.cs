using System.Buffers.Binary;
using Tinpot.Runtime;

namespace Tinpot.Abstractions.Tests.Runtime;

public sealed class ExecutionIdFactoryTests
{
    private static readonly DateTimeOffset Moment = new(2031, 5, 6, 7, 8, 9, 123, TimeSpan.Zero);

    [Fact]
    public void Id_is_a_new_uuid_of_version_7_with_the_time_of_the_clock()
    {
        var clock = new FixedClock();
        Guid[] ids = [.. Enumerable.Range(0, 100).Select(_ => ExecutionIdFactory.New(clock))];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id =>
        {
            Assert.Equal(7, id.Version);
            Assert.Equal(Moment.ToUnixTimeMilliseconds(), (long)(BinaryPrimitives.ReadUInt64BigEndian(id.ToByteArray(bigEndian: true)) >> 16));
        });
    }

    [Fact]
    public void Id_in_the_first_part_of_a_divided_store_differs_in_its_last_byte_only()
    {
        Guid id = ExecutionIdFactory.New(new FixedClock()), first = ExecutionIdFactory.InFirstPart(id);

        Assert.Equal(0, first.ToByteArray(bigEndian: true)[15]);
        Assert.Equal(id.ToString()[..34], first.ToString()[..34]);
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Moment;
    }
}
