namespace Tinpot.Generators.Model;

/// <summary>The result of a step of the pipeline, or its failure.</summary>
/// <param name="Fault">Name of the step, the exception and its stack; null on success.</param>
internal sealed record Outcome<T>(T? Value, string? Fault);
