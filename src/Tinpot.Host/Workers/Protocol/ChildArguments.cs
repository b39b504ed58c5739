using Tinpot.Platform.Processes;

namespace Tinpot.Workers.Protocol;

/// <summary>The command line of a child, behind the program: <c>child --mark …</c>.</summary>
/// <param name="Mark">By which the child is known, and what it starts.</param>
internal sealed record ChildArguments(string Mark)
{
    /// <summary>The command line that makes a program a child.</summary>
    public const string Command = "child";

    private const string WithDiagnostics = "--diagnostics";
    private const string WithNewPrivileges = "--new-privileges";

    /// <summary>The child may be debugged, traced and dumped.</summary>
    public bool Diagnostics { get; init; }

    /// <summary>Programs that the child starts may gain rights, as <c>sudo</c> does.</summary>
    public bool NewPrivileges { get; init; }

    public IEnumerable<string> ToList()
    {
        yield return Command;
        yield return ProcessMark.Argument;
        yield return Mark;
        if (Diagnostics)
            yield return WithDiagnostics;
        if (NewPrivileges)
            yield return WithNewPrivileges;
    }

    /// <summary>Whether these are the arguments of a child, complete or not: no verb of the command line is called so.</summary>
    public static bool Are(string[] arguments) => arguments is [Command] or [Command, ProcessMark.Argument, ..];

    /// <summary>null when they are not those with which a host starts a child.</summary>
    public static ChildArguments? Parse(string[] arguments) =>
        arguments is [Command, ProcessMark.Argument, { Length: > 0 } mark, .. var rest]
        && rest.All(argument => argument is WithDiagnostics or WithNewPrivileges)
            ? new ChildArguments(mark) { Diagnostics = rest.Contains(WithDiagnostics), NewPrivileges = rest.Contains(WithNewPrivileges) }
            : null;
}
