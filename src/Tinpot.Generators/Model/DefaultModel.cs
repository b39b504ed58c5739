namespace Tinpot.Generators.Model;

/// <summary>A C# default value.</summary>
/// <param name="Code">As a C# expression.</param>
/// <param name="Json">As JSON; null where JSON has no word for it.</param>
internal sealed record DefaultModel(string Code, string? Json);
