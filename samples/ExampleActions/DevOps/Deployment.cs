namespace ExampleActions;

/// <summary>A version that was brought to an environment.</summary>
/// <param name="Environment">Where to</param>
/// <param name="Version">Which</param>
/// <param name="Timestamp">When, in UTC</param>
public sealed record Deployment(string Environment, string Version, DateTimeOffset Timestamp);
