namespace Tinpot.Executions;

/// <summary>Why an execution ended FAILURE; lower case in JSON.</summary>
internal enum FailureReason
{
    Exception,
    Timeout,
    Crash,
    Lost,
    Poison,
    Shutdown,
    Validation,
}
