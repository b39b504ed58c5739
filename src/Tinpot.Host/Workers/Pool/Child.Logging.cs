using Microsoft.Extensions.Logging;
using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Pool;

// What the operator is told of a child.
internal sealed partial class Child
{
    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The action {Action} wrote output after it had ended. Await everything that it starts. The output is dropped, and the child process replaced.")]
    private partial void LogLate(string action);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The child process {Child} sent a frame of kind {Kind} for the execution {Execution} of the action {Action}, which has ended. It is dropped, and the child process replaced.")]
    private partial void LogForeign(int child, FrameKind kind, string action, Guid execution);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The child process {Child} sent a frame of kind {Kind} that does not belong to any of its executions. It is dropped, and the child process replaced.")]
    private partial void LogUnknown(int child, FrameKind kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The child process {Child} sent {Frames} such frames in total.")]
    private partial void LogForeignCount(int child, long frames);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The action {Action} (execution {Execution}) had left code running, and that code has now ended the process by {Cause}. Await everything that an action starts.")]
    private partial void LogBroughtDown(string action, Guid execution, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The child process {Child} has ended. Code that the action {Action} (execution {Execution}) had left running in it ({Left}) may have caused this. Await everything that an action starts.")]
    private partial void LogMayHaveEnded(int child, string action, Guid execution, string left);

    [LoggerMessage(Level = LogLevel.Error, Message = "One step of ending the child process {Child} failed; the other steps were done.")]
    private partial void LogFailed(Exception error, int child);
}
