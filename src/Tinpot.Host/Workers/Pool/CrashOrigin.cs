namespace Tinpot.Workers.Pool;

/// <summary>Code of an execution that ended its process, as far as that is known.</summary>
/// <param name="Execution">null = the code belongs to no execution that is known.</param>
/// <param name="Cause">What it did; or what the execution had left running, any of which may have done it.</param>
internal sealed record CrashOrigin(ExecutionOrigin? Execution, string Cause)
{
    /// <summary>Nobody saw it: the code was there, and may have done it.</summary>
    public bool IsSuspicion { get; init; }
}
