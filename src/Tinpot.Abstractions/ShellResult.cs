namespace Tinpot;

/// <summary>What a program left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed to standard output, up to 4 Mi characters.</param>
/// <param name="OutputTruncated">It printed more than that; the log has the rest.</param>
public sealed record ShellResult(int ExitCode, string Output, bool OutputTruncated);
