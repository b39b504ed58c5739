namespace Tinpot.Workers;

/// <summary>The bounds of a run.</summary>
/// <param name="LogLimit">Most bytes of output.</param>
/// <param name="ResultLimit">Most bytes of a result.</param>
internal sealed record RunnerOptions(long LogLimit, int ResultLimit);
