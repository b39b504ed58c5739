using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Pool;

/// <summary>How an execution in a child came to its end.</summary>
internal abstract record ChildResult
{
    private ChildResult()
    {
    }

    /// <summary>The action ended, and the child says how.</summary>
    public sealed record Reported(EndMessage Message) : ChildResult;

    /// <summary>The child is gone.</summary>
    /// <param name="ExitCode">128 plus the number when a signal ended it.</param>
    /// <param name="LastLines">What was printed last, in clear.</param>
    /// <param name="Fault">Why the host ended it, when it did for what the child sent or could not be sent.</param>
    public sealed record Died(int ExitCode, string LastLines, string? Fault) : ChildResult
    {
        /// <summary>The child had read its start, so code of the execution may have had effects, or the host has ended the child.</summary>
        public required bool Begun { get; init; }

        /// <summary>What brought the process down, when code did so that an earlier execution had left.</summary>
        public CrashOrigin? Origin { get; init; }
    }
}
