namespace Tinpot;

/// <summary>The treatment of an execution whose action has reached its concurrency limit.</summary>
public enum WhenFull
{
    /// <summary>It waits until it can run, and does not delay others.</summary>
    Queue,

    /// <summary>
    /// It is refused when it is submitted, with the answer 429, while as many as may run are running, waiting for a worker or
    /// for their next attempt. One with a later time is accepted, and waits for a slot when it is due.
    /// </summary>
    Reject,
}
