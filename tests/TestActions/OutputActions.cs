using System.Globalization;
using Microsoft.Extensions.Logging;
using Tinpot;

namespace TestActions;

[ActionGroup("Output")]
public static class OutputActions
{
    /// <summary>Prints numbered lines of a given width, as fast as it can.</summary>
    [Action]
    public static int PrintLines([Range(0, 10_000_000)] int count = 1_000, [Range(8, 100_000)] int width = 100)
    {
        string rest = new('x', width - 8);
        for (int line = 1; line <= count; line++)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line:D7} {rest}"));
        return count;
    }

    /// <summary>Prints a line at a time, with a pause, until it is cancelled or done.</summary>
    [Action]
    public static async Task<int> Tick([Range(1, 1_000_000)] int count, [Range(0, 60_000)] int pauseMilliseconds = 100, CancellationToken cancellation = default)
    {
        for (int line = 1; line <= count; line++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"tick {line}"));
            await Task.Delay(pauseMilliseconds, cancellation);
        }

        return count;
    }

    /// <summary>Prints text as it is, without ending its line.</summary>
    [Action]
    public static void Print(string text, bool error = false) => (error ? Console.Error : Console.Out).Write(text);

    /// <summary>Prints a text and returns it.</summary>
    [Action]
    public static string Echo(string text)
    {
        Console.WriteLine(text);
        return text;
    }

    /// <summary>Logs, or does not.</summary>
    [Action]
    public static void LogSometimes(bool now, ILogger logger)
    {
        if (now)
            logger.LogWarning("now");
    }

    /// <summary>Logs one entry of each level.</summary>
    [Action]
    public static void LogLevels(ILogger logger)
    {
        logger.LogDebug("a detail");
        logger.LogInformation("a fact");
        logger.LogWarning("a doubt");
        logger.LogError(new InvalidOperationException("the cause"), "a fault");
    }

    /// <summary>Reports its progress in steps.</summary>
    [Action]
    public static void ReportSteps(ActionExecution execution, [Range(1, 100_000)] int steps = 10)
    {
        for (int step = 1; step <= steps; step++)
            execution.Report((double)step / steps, $"step {step.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Returns a text of a given length.</summary>
    [Action]
    public static string LargeResult([Range(0, 100_000_000)] int length) => new('r', length);
}
