namespace Tinpot.Benchmarks.Edits;

/// <summary>What somebody types.</summary>
internal enum EditKind
{
    /// <summary>A body in a file that declares and calls nothing of the generator's.</summary>
    UnrelatedFile,

    /// <summary>A body in a file with many calls of actions.</summary>
    BodyWithCalls,

    /// <summary>The body of an action.</summary>
    ActionBody,

    /// <summary>The signature of an action, or the pattern of an expression.</summary>
    ActionSignature,

    /// <summary>A new file with an empty class.</summary>
    NewFile,
}
