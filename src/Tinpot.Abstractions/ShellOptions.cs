namespace Tinpot;

/// <summary>How a program is run.</summary>
public sealed class ShellOptions
{
    /// <summary>
    /// Environment variables of the program besides those of the host, by name; <c>null</c> removes a variable. A better place for
    /// a secret than an argument, which every user of the machine can list.
    /// </summary>
    public IDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>The folder it starts in; <c>null</c> is the host's. It changes nothing about where the program itself is looked for.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The text of standard input, as UTF-8; <c>null</c> is nothing.</summary>
    public string? Input { get; init; }

    /// <summary>
    /// The standard input, instead of <see cref="Input"/>. It is read from its current position, until its end or the
    /// program's, and left open.
    /// </summary>
    public Stream? InputStream { get; init; }

    /// <summary>Most characters of standard output to return, 4 Mi unless set; the log has all of it.</summary>
    public int CaptureLimit { get; init; } = 4 * 1024 * 1024;

    /// <summary>Return whatever the exit code is, instead of throwing a <see cref="ShellException"/> for another than 0.</summary>
    public bool AcceptAnyExitCode { get; init; }
}
