namespace Tinpot.Generators.Model;

/// <summary>How executions of an action are run, as far as its attribute says; null leaves it to the host.</summary>
/// <param name="Isolation">As the descriptor says it: <c>process</c> or <c>in_process</c>.</param>
internal sealed record RunModel(int? TimeoutSeconds, int? Retries, string? Isolation);
