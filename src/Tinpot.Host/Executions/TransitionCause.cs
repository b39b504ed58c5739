namespace Tinpot.Executions;

/// <summary>What changes the state of an execution.</summary>
internal enum TransitionCause
{
    /// <summary>Its time has come.</summary>
    Due,

    /// <summary>A worker takes it.</summary>
    Claim,

    /// <summary>Somebody cancels it.</summary>
    Cancel,

    /// <summary>Its owner reports how it ended.</summary>
    Finish,

    /// <summary>Its owner gives it back unfinished.</summary>
    Release,

    /// <summary>Its owner is gone.</summary>
    Loss,

    /// <summary>Somebody submits it. It was in no state before.</summary>
    Submit,

    /// <summary>Its record cannot be read, so the store ends it. The state it was in may be unknown.</summary>
    SetAside,
}
