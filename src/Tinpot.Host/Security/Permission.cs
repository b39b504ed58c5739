namespace Tinpot.Security;

/// <summary>What a caller must be allowed to do to reach an endpoint.</summary>
internal enum Permission
{
    /// <summary>See actions and executions.</summary>
    View,

    /// <summary>Start actions.</summary>
    Execute,

    /// <summary>Read what executions print.</summary>
    Logs,

    /// <summary>Stop executions.</summary>
    Cancel,

    /// <summary>Change the host itself.</summary>
    Admin,

    /// <summary>None: the endpoint tells an orchestrator whether the process is well, and nothing about actions.</summary>
    Probe,
}
