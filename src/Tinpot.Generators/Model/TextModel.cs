namespace Tinpot.Generators.Model;

/// <summary>Title and description of a parameter or property; empty when there is none.</summary>
internal sealed record TextModel(string Title, string Description)
{
    public static readonly TextModel None = new("", "");

    /// <summary>It has <c>[Obsolete]</c>.</summary>
    public bool Deprecated { get; init; }
}
