using Microsoft.Extensions.Logging;
using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Pool;

// What the operator is told of a child.
internal sealed partial class Child
{
    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The action {Action} wrote output after it had ended; await what it starts. The output is dropped, and the child process replaced.")]
    private partial void LogLate(string action);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The child process {Child} sent a frame of kind {Kind} for the execution {Execution} of the action {Action}, which has ended. It is dropped, and the child process replaced.")]
    private partial void LogForeign(int child, FrameKind kind, string action, Guid execution);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The child process {Child} sent a frame of kind {Kind} that belongs to no execution it was given. It is dropped, and the child process replaced.")]
    private partial void LogUnknown(int child, FrameKind kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The child process {Child} sent {Frames} such frames in all.")]
    private partial void LogForeignCount(int child, long frames);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The action {Action} (execution {Execution}) had left code running when it ended, which has now ended its process by {Cause}; await what an action starts.")]
    private partial void LogBroughtDown(string action, Guid execution, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The child process {Child} has ended. Code that the action {Action} (execution {Execution}) had left running in it ({Left}) may have caused this; await what an action starts.")]
    private partial void LogMayHaveEnded(int child, string action, Guid execution, string left);

    [LoggerMessage(Level = LogLevel.Error, Message = "A step in ending the child process {Child} failed; the others are done.")]
    private partial void LogFailed(Exception error, int child);
}
