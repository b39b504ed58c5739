using Tinpot.Executions.Events;

namespace Tinpot.Api.Logs;

/// <summary>Takes what was picked out of a log, in order.</summary>
internal interface ILogOutput
{
    void Write(EventId id, ReadOnlySpan<byte> json, in LogEvent log);

    /// <summary>Says that lines are missing here.</summary>
    void WriteGap(EventId id, ReadOnlySpan<byte> json);

    /// <summary>Shows an item of the action's stream.</summary>
    void WriteItem(EventId id, ReadOnlySpan<byte> json);
}
