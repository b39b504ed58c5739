using System.Diagnostics;
using Tinpot.Platform.Processes;
using Tinpot.Runtime;
using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Pool;

/// <summary>How a child is started: the program that is running, with the hidden command <c>child</c>.</summary>
/// <param name="File">The executable.</param>
/// <param name="Arguments">What stands before <c>child</c>.</param>
internal sealed record ChildProgram(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>A command that starts the program, such as a sandbox; empty without one.</summary>
    public IReadOnlyList<string> Wrapper { get; init; } = [];

    /// <summary>Where a child of it begins.</summary>
    public ChildEntry Entry { get; init; } = ChildEntry.InMain;

    /// <summary>What can be done when a child does not come up.</summary>
    public string Advice => Wrapper.Count > 0
        ? "TINPOT_CHILD_WRAPPER must start the command that follows it, and pass on the descriptors 0 to 2 and the environment. In a sandbox, the program and its files must be visible."
        : Entry.Advice;

    /// <summary>What tells this program from others.</summary>
    public string Path => Arguments is [var assembly, ..] ? System.IO.Path.GetFullPath(assembly) : File;

    /// <summary>
    /// The program of this process. Started through the runtime's own launcher (<c>dotnet app.dll</c>), the executable is
    /// that launcher, and the program its first argument; an executable of its own, in one file or native, is all there is.
    /// </summary>
    /// <param name="catalog">That of the host.</param>
    public static ChildProgram Current(CompiledCatalog catalog)
    {
        string executable = Environment.ProcessPath
            ?? throw new ChildStartException("The path of this program's executable cannot be determined. TINPOT_ISOLATION=inprocess runs actions without children.");
        bool launched = System.IO.Path.GetFileNameWithoutExtension(executable).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return new ChildProgram(executable, launched ? [Environment.GetCommandLineArgs()[0]] : []) { Entry = ChildEntry.Of(catalog) };
    }

    /// <summary>Three pipes and nothing else: what is inherited besides is marked close-on-exec by the runtime.</summary>
    /// <param name="allowed">Names of environment variables that it gets although they hold secrets or hooks.</param>
    /// <exception cref="ChildStartException">There is no such wrapper.</exception>
    public ProcessStartInfo Start(ChildArguments child, IReadOnlyCollection<string> allowed)
    {
        string[] words = [.. Wrapper, File, .. Arguments, .. child.ToList()];
        var start = new ProcessStartInfo(Find(words[0]), words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        ChildEnvironment.Scrub(start.Environment, allowed);
        start.Environment[ProcessMark.Variable] = child.Mark;
        if (Entry.Catalog is { } catalog)
            StartHook.Ask(start.Environment, catalog, Entry.IsHooked);
        RuntimeSettings.SwitchOff(start.Environment, AppContext.GetData);
        // No property of a program closes the runtime's diagnostic port, only this
        if (!child.Diagnostics)
            start.Environment[DiagnosticPort.Variable] = DiagnosticPort.Off;
        return start;
    }

    private string Find(string program)
    {
        if (Wrapper.Count == 0)
            return program;
        try
        {
            return ProgramPath.Find(program);
        }
        catch (FileNotFoundException error)
        {
            throw new ChildStartException($"TINPOT_CHILD_WRAPPER begins with '{program}', which cannot be started: {error.Message}");
        }
    }
}
