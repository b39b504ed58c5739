namespace Tinpot.Generators.Model;

/// <summary>What people read about a parameter or property; empty where nothing was said.</summary>
internal sealed record TextModel(string Title, string Description);
