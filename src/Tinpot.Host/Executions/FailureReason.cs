namespace Tinpot.Executions;

/// <summary>Why an execution ended FAILURE; lower case in JSON.</summary>
public enum FailureReason
{
    /// <summary>The action threw.</summary>
    Exception,

    /// <summary>Its time was up.</summary>
    Timeout,

    /// <summary>The process it ran in died of it.</summary>
    Crash,

    /// <summary>The host that ran it went away.</summary>
    Lost,

    /// <summary>It crashed its process too often to be tried again.</summary>
    Poison,

    /// <summary>The host shut down before it was done.</summary>
    Shutdown,

    /// <summary>Its stored arguments do not fit the action any more.</summary>
    Validation,
}
