namespace Tinpot.Generators.Model;

/// <summary>What people read about a parameter or property; empty where nothing was said.</summary>
internal sealed record TextModel(string Title, string Description)
{
    public static readonly TextModel None = new("", "");

    /// <summary>It has <c>[Obsolete]</c>.</summary>
    public bool Deprecated { get; init; }
}
