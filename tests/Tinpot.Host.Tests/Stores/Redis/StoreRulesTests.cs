using StackExchange.Redis;
using Tinpot.Executions;
using Tinpot.Stores.Redis.Scripts;
using Tinpot.Stores.Redis.Writing;

namespace Tinpot.Host.Tests.Stores.Redis;

public sealed class StoreRulesTests
{
    public static TheoryData<bool> Lists => [true, false];

    [Theory]
    [MemberData(nameof(Lists))]
    public void Rules_are_written_once_for_all_calls(bool loss)
    {
        RedisValue[] one = Call(loss), other = Call(loss);
        IReadOnlyList<LostExecutionRule> rules = loss ? LostExecutionRules.Loss : LostExecutionRules.Release;

        Assert.Equal("id", one[1]);
        Assert.Equal(rules.Count, (int)one[2]);
        Assert.Equal(3 + 5 * rules.Count, one.Length);
        for (int rule = 0; rule < rules.Count; rule++)
        {
            int error = 3 + 5 * rule + 2, end = error + 1;
            // The same bytes in memory, not only equal ones
            Assert.True(((ReadOnlyMemory<byte>)one[error]).Equals((ReadOnlyMemory<byte>)other[error]), $"The error of rule {rule} is written for each call.");
            Assert.True(((ReadOnlyMemory<byte>)one[end]).Equals((ReadOnlyMemory<byte>)other[end]), $"The event of rule {rule} is written for each call.");
            Assert.Equal(rules[rule].End is null, one[end].IsNullOrEmpty);
        }
    }

    private static RedisValue[] Call(bool loss) =>
        new ScriptArguments().Add("id").Add(loss ? StoreRules.Loss : StoreRules.Release).At(null);
}
