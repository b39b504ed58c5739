namespace Tinpot.Workers;

/// <summary>The execution that a child is at.</summary>
internal sealed record ChildExecution(ActionStart Start, StopSignal Stop);
