namespace Tinpot.Generators.Model;

/// <summary>What a step came to, or the fault that kept it from it.</summary>
/// <param name="Fault">The step, the exception and where it was thrown; null when there was none.</param>
internal sealed record Outcome<T>(T? Value, string? Fault);
