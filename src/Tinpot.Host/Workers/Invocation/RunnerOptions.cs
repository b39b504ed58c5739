namespace Tinpot.Workers.Invocation;

/// <summary>The bounds of a run.</summary>
/// <param name="LogLimit">Most bytes of output.</param>
/// <param name="ResultLimit">Most bytes of a result.</param>
internal sealed record RunnerOptions(long LogLimit, int ResultLimit)
{
    /// <summary>So long an execution may take to end after it was asked to stop; then it is killed, if it is in a child.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);
}
