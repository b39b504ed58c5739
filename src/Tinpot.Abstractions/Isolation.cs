namespace Tinpot;

/// <summary>Where the code of an action runs.</summary>
public enum Isolation
{
    /// <summary>In a child process of its own for as long as it takes: it can always be stopped, and its crash is its own.</summary>
    Process,

    /// <summary>In the host: nothing is between it and the host's memory, and it is stopped only if it obeys its token.</summary>
    InProcess,
}
