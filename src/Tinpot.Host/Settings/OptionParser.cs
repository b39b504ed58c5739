namespace Tinpot.Settings;

/// <summary>Reads a setting's text into the options. Returns null, or what the value must be.</summary>
internal delegate string? OptionParser(TinpotOptions options, string text);
