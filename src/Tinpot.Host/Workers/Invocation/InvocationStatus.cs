namespace Tinpot.Workers.Invocation;

/// <summary>The three ways in which the code of an action ends.</summary>
internal enum InvocationStatus
{
    /// <summary>It returned, asked to stop or not.</summary>
    Succeeded,

    /// <summary>It was asked to stop and obeyed.</summary>
    Cancelled,

    /// <summary>It threw.</summary>
    Failed,
}
