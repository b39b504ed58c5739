namespace Tinpot.Executions;

/// <summary>What became of a submission.</summary>
internal enum SubmitStatus
{
    Accepted,
    /// <summary>The same request was accepted before under the same key; <see cref="SubmitOutcome.Id"/> is that execution.</summary>
    Replayed,
    /// <summary>The key was used for another request.</summary>
    KeyConflict,
    /// <summary>The queue holds as many waiting executions as it may.</summary>
    QueueFull,
    /// <summary>The concurrency limit of its action is reached by running and waiting executions, and the action rejects further ones.</summary>
    LimitReached,
    /// <summary>
    /// An execution with this id exists, and another execution or another principal submitted it. Nothing was stored. An existing
    /// id with the same parent and the same principal is a retry instead: <see cref="Accepted"/>.
    /// </summary>
    ForeignId,
}

/// <param name="Id">The execution; the replayed one's for <see cref="SubmitStatus.Replayed"/>.</param>
internal readonly record struct SubmitOutcome(SubmitStatus Status, Guid Id);
