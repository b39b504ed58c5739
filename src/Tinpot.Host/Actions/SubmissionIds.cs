using Tinpot.Executions;
using Tinpot.Runtime;

namespace Tinpot.Actions;

/// <summary>
/// An idempotency key that is the id of an execution. A client gets one from a submission whose outcome is unknown and repeats
/// with it: the repetition has the id of the first attempt, so the store holds at most one of them.
/// </summary>
internal static class SubmissionIds
{
    /// <summary>As long as any key counts. Older ids are keys like any other text.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>The clocks of a fleet differ, but not by more.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <param name="key">The key; null = there is none.</param>
    /// <param name="inFirstPart">The execution takes places under limits, so its id must lead to the first part of the store.</param>
    /// <returns>null when it is not such an id.</returns>
    public static Guid? Of(string? key, bool inFirstPart, DateTimeOffset now)
    {
        if (!ExecutionIds.TryParse(key, out Guid id) || id is not { Version: 7, Variant: >= 8 and <= 11 })
            return null;
        if (inFirstPart && ExecutionIdFactory.InFirstPart(id) != id)
            return null;
        TimeSpan age = now - TimeOf(id);
        return age <= Life && age >= -Ahead ? id : null;
    }

    private static DateTimeOffset TimeOf(Guid id)
    {
        long milliseconds = ExecutionIds.MillisecondsOf(id);
        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : DateTimeOffset.MaxValue;
    }
}
