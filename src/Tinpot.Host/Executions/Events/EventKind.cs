namespace Tinpot.Executions.Events;

/// <summary>The types of events.</summary>
internal enum EventKind
{
    /// <summary>Of a later version; it is passed on and not looked at.</summary>
    Unknown,

    /// <summary>Opens a connection; it is not stored.</summary>
    Connected,

    /// <summary>The execution is in another state that is not terminal.</summary>
    State,

    /// <summary>A line of the log, or a part of one.</summary>
    Log,

    /// <summary>A nested call began or ended, or several are counted.</summary>
    Call,

    /// <summary>An item of an action that streams.</summary>
    Item,

    /// <summary>How far a call is.</summary>
    Progress,

    /// <summary>Events are missing here.</summary>
    Gap,

    /// <summary>The execution has ended; its last event.</summary>
    Complete,
}
