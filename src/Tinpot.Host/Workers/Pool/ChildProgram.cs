using System.Diagnostics;

namespace Tinpot.Workers;

/// <summary>How a child is started: the program that is running, with the hidden command <c>child</c>.</summary>
/// <param name="File">The executable.</param>
/// <param name="Arguments">What stands before <c>child</c>.</param>
internal sealed record ChildProgram(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>The command line that makes a program a child.</summary>
    public const string Command = "child";

    /// <summary>
    /// The program of this process. Started through the runtime's own launcher (<c>dotnet app.dll</c>), the executable is
    /// that launcher, and the program its first argument; an executable of its own, in one file or native, is all there is.
    /// </summary>
    public static ChildProgram Current()
    {
        string executable = Environment.ProcessPath
            ?? throw new ChildStartException("The system does not tell where this program's executable is. TINPOT_ISOLATION=inprocess runs actions without children.");
        bool launched = Path.GetFileNameWithoutExtension(executable).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return new ChildProgram(executable, launched ? [Environment.GetCommandLineArgs()[0]] : []);
    }

    /// <summary>Three pipes and nothing else: what is inherited besides is marked close-on-exec by the runtime.</summary>
    public ProcessStartInfo Start()
    {
        var start = new ProcessStartInfo(File)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in Arguments)
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add(Command);
        return start;
    }
}
