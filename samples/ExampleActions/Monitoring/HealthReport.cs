namespace ExampleActions;

/// <summary>What a health check found.</summary>
/// <param name="Status">One word</param>
/// <param name="Duration">Seconds watched</param>
public sealed record HealthReport(string Status, int Duration);
