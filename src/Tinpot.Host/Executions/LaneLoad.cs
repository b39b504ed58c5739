namespace Tinpot.Executions;

/// <summary>How much there is to do in a lane.</summary>
/// <param name="Waiting">Executions that may start now.</param>
/// <param name="Running">Executions that run.</param>
/// <param name="OldestWaiting">How long the one has waited that may start for longest; null when none waits.</param>
internal sealed record LaneLoad(Lane Lane, long Waiting, long Running, TimeSpan? OldestWaiting);
