using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Symbols;
using Tinpot.Settings;

namespace Tinpot.Generators.Parsing.Declarations;

/// <summary>Reads timeout, retries and isolation of an action.</summary>
internal static class RunParser
{
    /// <summary>The longest timeout of an action.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(30);

    private const int MostRetries = 100;

    /// <param name="refuse">Takes the member's name, its value and what it must be.</param>
    public static RunModel Parse(AttributeData attribute, Action<string, string, string> refuse) => new(
        TimeoutOf(attribute, refuse),
        Number(attribute, "Retries", 0, MostRetries, refuse),
        IsolationOf(attribute, refuse));

    /// <summary>By value: the names are the enum's, and a cast can make any number one.</summary>
    private static string? IsolationOf(AttributeData attribute, Action<string, string, string> refuse)
    {
        if (attribute.Named("Isolation") is not int isolation)
            return null;
        if (isolation is not (0 or 1))
            refuse("Isolation", isolation.ToString(CultureInfo.InvariantCulture), "must be Isolation.Process or Isolation.InProcess");
        return isolation == 0 ? "process" : "in_process";
    }

    private static int? TimeoutOf(AttributeData attribute, Action<string, string, string> refuse)
    {
        if (attribute.NamedText("Timeout") is not { } text)
            return null;
        if (!DurationSetting.TryParse(text, out TimeSpan timeout) || timeout.Ticks % TimeSpan.TicksPerSecond != 0 || timeout < TimeSpan.FromSeconds(1) || timeout > LongestTimeout)
        {
            refuse("Timeout", SymbolDisplay.FormatLiteral(text, quote: true), $"must be a duration of whole seconds from 1s to 30d, such as {DurationSetting.Examples}");
            return null;
        }
        return (int)timeout.TotalSeconds;
    }

    private static int? Number(AttributeData attribute, string name, int least, int most, Action<string, string, string> refuse)
    {
        if (attribute.Named(name) is not int number)
            return null;
        if (number < least || number > most)
            refuse(name, number.ToString(CultureInfo.InvariantCulture), string.Format(CultureInfo.InvariantCulture, "must be from {0} to {1}", least, most));
        return number;
    }
}
