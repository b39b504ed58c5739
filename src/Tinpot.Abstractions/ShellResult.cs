namespace Tinpot;

/// <summary>The result of a program.</summary>
/// <param name="ExitCode">Its exit code; 128 plus the signal's number when a signal ended it.</param>
/// <param name="Output">The text of standard output, up to <see cref="ShellOptions.CaptureLimit"/> characters.</param>
/// <param name="OutputTruncated">It printed more than that; the log has the rest.</param>
/// <param name="ErrorOutput">The last lines it printed to standard error, at most 20; the log has all of them.</param>
public sealed record ShellResult(int ExitCode, string Output, bool OutputTruncated, string ErrorOutput);
