using System.Diagnostics;
using System.Globalization;

namespace Tinpot.Peers.Memory;

/// <summary>Callers that submit a job, wait until it has run, and submit the next. Tinpot.Load has the same ones.</summary>
internal sealed class Callers(IJobSystem system)
{
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

    private async Task<double[]> CallAsync(int jobs)
    {
        double[] times = new double[jobs];
        for (int i = 0; i < jobs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            (long id, Task run) = Waiting.Add();
            await system.SubmitAsync(id);
            await run;
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        return times;
    }
}
