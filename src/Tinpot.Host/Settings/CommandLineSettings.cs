namespace Tinpot.Settings;

/// <summary>Settings typed on the command line, text by switch, which is spelled as it was typed.</summary>
internal sealed record CommandLineSettings(IReadOnlyDictionary<string, string> Values)
{
    public static readonly CommandLineSettings None = new(new Dictionary<string, string>());
}
