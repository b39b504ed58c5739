namespace Tinpot;

/// <summary>A program could not be started, or ended with an exit code other than 0.</summary>
public sealed class ShellException : Exception
{
    internal ShellException(string program, Exception inner)
        : base($"The program '{program}' could not be started: {inner.Message}. Is it installed and on the PATH of the host?", inner)
    {
        Program = program;
        ErrorOutput = "";
    }

    internal ShellException(string program, string workingDirectory)
        : base($"The program '{program}' could not be started: its working directory '{workingDirectory}' is not there.")
    {
        Program = program;
        ErrorOutput = "";
    }

    internal ShellException(string program, int exitCode, string errorOutput)
        : base(errorOutput.Length == 0
            ? $"The program '{program}' ended with exit code {exitCode} and said nothing on standard error."
            : $"The program '{program}' ended with exit code {exitCode}: {errorOutput}")
    {
        Program = program;
        ExitCode = exitCode;
        ErrorOutput = errorOutput;
    }

    /// <summary>The program as it was asked for; <c>/bin/sh</c> for a script.</summary>
    public string Program { get; }

    /// <summary>Its exit code; 128 plus the signal's number when a signal ended it; null when it did not start.</summary>
    public int? ExitCode { get; }

    /// <summary>
    /// The last lines it printed to standard error, at most 20. A line longer than 2 000 characters is only counted: the log has it.
    /// </summary>
    public string ErrorOutput { get; }
}
