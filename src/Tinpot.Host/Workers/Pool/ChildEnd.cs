namespace Tinpot.Workers;

/// <summary>How an execution in a child came to its end.</summary>
internal abstract record ChildEnd
{
    private ChildEnd()
    {
    }

    /// <summary>The action ended, and the child says how.</summary>
    public sealed record Reported(EndMessage Message) : ChildEnd;

    /// <summary>The child is gone.</summary>
    /// <param name="ExitCode">128 plus the number when a signal ended it.</param>
    /// <param name="LastLines">What was printed last, in clear.</param>
    /// <param name="Fault">What the child sent that it must not, when the host ended it for that.</param>
    public sealed record Died(int ExitCode, string LastLines, string? Fault) : ChildEnd;
}
