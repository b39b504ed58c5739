namespace Tinpot.Settings.Checks;

/// <summary>What a check found.</summary>
/// <param name="Fault">What is wrong, for people; null when nothing is.</param>
internal sealed record CheckResult(string Name, string? Fault);
