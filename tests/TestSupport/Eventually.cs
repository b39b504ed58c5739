using System.Diagnostics;

namespace Tinpot.Tests;

/// <summary>Waits for what must come true.</summary>
internal static class Eventually
{
    /// <summary>Fails with what is there instead of nothing when the time is up.</summary>
    public static async Task EmptyAsync<T>(Func<IReadOnlyList<T>> items, TimeSpan within)
    {
        long since = Stopwatch.GetTimestamp();
        IReadOnlyList<T> left;
        while ((left = items()).Count > 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < within, $"Left after {within.TotalSeconds} s: {string.Join("; ", left)}");
            await Task.Delay(10);
        }
    }

    /// <summary>Waits at most a minute.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await condition())
            await Task.Delay(10, deadline.Token);
    }

    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        long since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromMinutes(1), $"Never came true: {what}");
            await Task.Delay(10);
        }
    }
}
