using Tinpot.Platform;

namespace Tinpot.Host.Tests.Platform;

public sealed class OutputTailTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    [InlineData("one", "one")]
    [InlineData("one\r\ntwo\r\n", "one\ntwo")]
    [InlineData("one\n\ntwo\n", "one\n\ntwo")]
    [InlineData("1\n2\n3\n4", "2\n3\n4")]
    [InlineData("1\n2\n3\n4\n", "2\n3\n4")]
    [InlineData("123456789\n2", "123456789\n2")]
    [InlineData("1\n1234567890\n3", "1\n(a line of 10 characters, which the log has)\n3")]
    [InlineData("1\n1234567890", "1\n(a line of 10 characters, which the log has)")]
    public void The_last_lines_are_whole_or_only_counted_however_they_come(string text, string kept)
    {
        for (int size = 1; size <= Math.Max(1, text.Length); size++)
        {
            var tail = new OutputTail(lines: 3, longestLine: 9);
            for (int at = 0; at < text.Length; at += size)
            {
                tail.Append(text.AsSpan(at, Math.Min(size, text.Length - at)));
                // Reading changes nothing
                _ = tail.ToString();
            }

            Assert.Equal(kept, tail.ToString());
        }
    }

    [Fact]
    public void Long_lines_are_fewer_and_memory_is_bounded()
    {
        var tail = new OutputTail(lines: 50, longestLine: 3_000);
        string line = new string('x', 2_990) + "\n";
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int number = 0; number < 10_000; number++)
        {
            tail.Append($"{number} ");
            tail.Append(line);
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 5_000_000);
        Assert.Equal(["9998", "9999"], tail.ToString().Split('\n').Select(kept => kept.Split(' ')[0]));

        before = GC.GetAllocatedBytesForCurrentThread();
        for (int time = 0; time < 10_000; time++)
            tail.Append("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Equal("(a line of 840000 characters, which the log has)", tail.ToString().Split('\n')[^1]);
    }
}
