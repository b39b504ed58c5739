namespace Tinpot.Schemas;

/// <summary>How a text fares with a pattern.</summary>
internal enum PatternMatch
{
    Matches,
    Differs,
    TooSlow,

    /// <summary>The pattern itself is no regular expression.</summary>
    Broken,
}
