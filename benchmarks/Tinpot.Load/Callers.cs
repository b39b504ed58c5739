using System.Diagnostics;
using System.Globalization;
using Tinpot.Actions;
using Tinpot.Executions;

namespace Tinpot.Load;

/// <summary>Callers that submit an execution, wait for its end, and submit the next.</summary>
internal sealed class Callers(IActionClient client)
{
    /// <summary>Does what a line "callers executions" asks for; answers "executions/s p50 p99", the last two in microseconds.</summary>
    public async Task<string> RunAsync(string line)
    {
        int[] counts = [.. line.Split(' ').Select(static word => int.Parse(word, CultureInfo.InvariantCulture))];
        long start = Stopwatch.GetTimestamp();
        double[][] each = await Task.WhenAll(Enumerable.Range(0, counts[0]).Select(_ => Task.Run(() => CallAsync(counts[1] / counts[0]))));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double[] times = [.. each.SelectMany(static all => all).Order()];
        return string.Create(
            CultureInfo.InvariantCulture, $"{times.Length / seconds} {times[times.Length / 2]} {times[times.Length * 99 / 100]}");
    }

    private async Task<double[]> CallAsync(int executions)
    {
        double[] times = new double[executions];
        for (int i = 0; i < executions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            ActionStatus status = await client.WaitAsync(await client.SubmitAsync("nothing"));
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            if (status.State != ExecutionState.SUCCESS)
                throw new InvalidOperationException($"An execution ended {status.State}: {status.Error?.Message}");
        }

        return times;
    }
}
