namespace Tinpot.Settings;

/// <param name="Options">The settings as they are in force.</param>
/// <param name="Warnings">What is probably a mistake, a sentence each.</param>
internal sealed record ConfiguredOptions(TinpotOptions Options, IReadOnlyList<string> Warnings);
