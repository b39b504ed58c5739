using System.Diagnostics;
using System.Text;

namespace Tinpot.Runtime.Shells;

/// <summary>A program, what it is given, and where: checked to be something that a system can start.</summary>
/// <param name="Input">Its standard input; null is nothing.</param>
internal sealed record ShellCommand(
    string Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?> Environment, string? WorkingDirectory, Stream? Input)
{
    public static ShellCommand Of(string program, IEnumerable<string> arguments, ShellOptions options)
    {
        string[] list = [.. arguments];
        // The system takes a NUL for the end and would silently run another command.
        if (list.Any(HasNul))
            throw new ArgumentException($"An argument of '{program}' contains a NUL character, which no program can be given.", nameof(arguments));
        foreach ((string name, string? value) in options.Environment)
        {
            if (name.Length == 0 || name.Contains('=', StringComparison.Ordinal) || HasNul(name) || (value is not null && HasNul(value)))
                throw new ArgumentException(
                    $"The variable '{name}' for '{program}' cannot be set: a name has at least one character and no '=', and neither it nor the value has a NUL.",
                    nameof(options));
        }

        if (options is { Input: not null, InputStream: not null })
            throw new ArgumentException($"'{program}' has one standard input: set Input or InputStream, not both.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.CaptureLimit, nameof(options));
        Stream? input = options.Input is { } text ? Text(text) : options.InputStream;
        return new ShellCommand(program, list, new Dictionary<string, string?>(options.Environment), options.WorkingDirectory, input);
    }

    public static Stream Text(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false);

    /// <param name="withhold">Takes out of the host's environment what is the host's alone.</param>
    /// <exception cref="FileNotFoundException">There is no such program.</exception>
    public ProcessStartInfo ToStartInfo(Action<IDictionary<string, string?>>? withhold)
    {
        var start = new ProcessStartInfo(ProgramPath.Find(Program), Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = WorkingDirectory ?? "",
        };
        if (withhold is not null)
            withhold(start.Environment);
        else
            start.Environment.Remove("TINPOT_KEY");
        foreach ((string name, string? value) in Environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        return start;
    }

    private static bool HasNul(string text) => text.Contains('\0', StringComparison.Ordinal);
}
