using System.Diagnostics;

namespace Tinpot.Benchmarks.Pool;

/// <summary>A program that prints a line: how long it takes from its start until its exit is known.</summary>
internal sealed class ProcessStart(string name, string program)
{
    private readonly List<Answer> _answers = [];

    public string Name => name;

    public IReadOnlyList<Answer> Answers => _answers;

    public async Task MeasureAsync(int starts)
    {
        double[] times = new double[starts];
        for (int i = 0; i < starts; i++)
            times[i] = await RunAsync();
        Array.Sort(times);
        _answers.Add(new Answer(1e6 * starts / times.Sum(), times[starts / 2], times[starts * 99 / 100]));
    }

    private async Task<double> RunAsync()
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(program) { RedirectStandardOutput = true })!;
        string printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        double time = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        return printed.Length > 0 ? time : throw new InvalidOperationException($"'{program}' printed nothing.");
    }
}
