using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Tinpot.Generators.Diagnostics;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Pipeline;

/// <summary>
/// Makes TPT090 of an exception in a step of ours. Without it the compiler drops everything that the generator would have
/// emitted, and says so in a warning that names no place.
/// </summary>
/// <param name="probe">Told each step's name before it runs, so that a test can throw there.</param>
internal sealed class Guard(Action<string>? probe = null)
{
    private const int StackLines = 4;

    public Outcome<TOut> Try<TIn, TOut>(string step, TIn input, Func<TIn, CancellationToken, TOut?> run, CancellationToken cancellation)
    {
        try
        {
            probe?.Invoke(step);
            return new Outcome<TOut>(run(input, cancellation), null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new Outcome<TOut>(default, Describe(step, fault));
        }
    }

    /// <summary>Adds a file, or none, or says why it cannot.</summary>
    public void Add<T>(SourceProductionContext context, string hintName, T model, Func<T, SourceText> emit)
    {
        Outcome<SourceText> text = Try(hintName, (model, emit), static (x, _) => x.emit(x.model), context.CancellationToken);
        if (text.Value is { } source)
            context.AddSource(hintName, source);
        else
            Report(context, text.Fault!);
    }

    public static void Report(SourceProductionContext context, string fault) =>
        context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.InternalFault, Location.None, fault));

    private static string Describe(string step, Exception fault)
    {
        // On one line, which is all of a message that a build shows
        return string.Join(" ", Lines(fault.StackTrace ?? "").Take(StackLines).Prepend($"{step}: {fault.GetType().Name}: {string.Join(" ", Lines(fault.Message))}"));
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(static l => l.Trim()).Where(static l => l.Length > 0);
}
