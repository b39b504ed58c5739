namespace Tinpot.Settings;

/// <summary>Reads a setting's items into the options. Returns null, or what they must be.</summary>
internal delegate string? OptionListParser(TinpotOptions options, IReadOnlyList<string> items);
