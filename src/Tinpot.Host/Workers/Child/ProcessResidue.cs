namespace Tinpot.Workers.Child;

/// <summary>What an execution left in its process.</summary>
/// <param name="Unclean">Why the process should not serve another one; null when it may.</param>
/// <param name="Running">What runs now and did not before, although it may; null = nothing.</param>
internal readonly record struct ProcessResidue(string? Unclean, string? Running);
