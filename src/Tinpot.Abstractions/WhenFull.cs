namespace Tinpot;

/// <summary>What becomes of an execution of an action that may run no more often at a time.</summary>
public enum WhenFull
{
    /// <summary>It waits for its turn, and holds up nobody else.</summary>
    Queue,

    /// <summary>
    /// It is refused when it is submitted, with the answer 429, while as many as may run are running, waiting for a worker or
    /// for their next attempt. One with a later time is accepted, and waits for its turn when it is due.
    /// </summary>
    Reject,
}
