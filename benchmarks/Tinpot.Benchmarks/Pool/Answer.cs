namespace Tinpot.Benchmarks.Pool;

/// <param name="Rate">Executions a second.</param>
/// <param name="Median">Microseconds from submission to the known end, p50.</param>
/// <param name="Late">The same, p99.</param>
internal readonly record struct Answer(double Rate, double Median, double Late)
{
    /// <summary>Of all its processes, for each execution.</summary>
    public ProcessUse Use { get; init; }

    /// <summary>Of the server that it depends on, for each execution.</summary>
    public ProcessUse ServerUse { get; init; }
}
