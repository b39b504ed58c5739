namespace Tinpot.Schemas;

/// <summary>How a text fares with a pattern.</summary>
internal enum PatternMatch
{
    Matches,
    Differs,
    TooSlow,

    /// <summary>It was not tried: the texts before it have used up the time of the document.</summary>
    NoTimeLeft,

    /// <summary>The pattern is not a regular expression.</summary>
    Broken,
}
