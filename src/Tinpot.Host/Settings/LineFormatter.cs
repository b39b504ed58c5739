using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Tinpot.Settings;

/// <summary>One line an entry: the time, the level when it matters, who speaks when it is not Tinpot, and what is said.</summary>
internal sealed class LineFormatter(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "tinpot";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        textWriter.Write(clock.GetLocalNow().ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
        textWriter.Write(Level(logEntry.LogLevel));
        if (!logEntry.Category.StartsWith("Tinpot", StringComparison.Ordinal))
            textWriter.Write($"{logEntry.Category}: ");
        textWriter.Write(message.ReplaceLineEndings(" "));
        textWriter.WriteLine();
        if (logEntry.Exception is { } exception)
            textWriter.WriteLine(exception);
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Warning => "WARNING ",
        LogLevel.Error => "ERROR ",
        LogLevel.Critical => "CRITICAL ",
        LogLevel.Debug => "DEBUG ",
        LogLevel.Trace => "TRACE ",
        _ => "",
    };
}
