using Tinpot.Workers.Invocation;
using Tinpot.Workers.Stopping;

namespace Tinpot.Workers.Child;

/// <summary>The execution that a child is at.</summary>
/// <param name="Submissions">What it has submitted and waits for.</param>
internal sealed record ChildExecution(ActionStart Start, StopSignal Stop, ChildLog Log, ChildSubmitter Submissions);
