using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Tinpot;

namespace TestActions;

/// <summary>Types that read and write JSON by code of their own.</summary>
[ActionGroup("Records")]
public static class OwnTypeActions
{
    /// <summary>Returns what it was given, and how long the outline is.</summary>
    [Action]
    public static Measured Measure(Percent scale, Outline outline) => new(scale, outline, outline is Circle circle ? circle.Radius * scale.Value / 100 : 0);

    /// <summary>Counts to a number, an item at a time.</summary>
    [Action]
    public static async IAsyncEnumerable<Percent> CountUp([Range(0, 1_000_000)] int to)
    {
        for (int number = 1; number <= to; number++)
        {
            yield return new Percent(number);
            await Task.Yield();
        }
    }

    /// <summary>Reads every item of the one above, as a nested call.</summary>
    [Action]
    public static async Task<int> AddUp([Range(0, 1_000_000)] int to)
    {
        int sum = 0;
        await foreach (Percent item in CountUp(to))
            sum += item.Value;
        return sum;
    }
}

public sealed record Measured(Percent Scale, Outline Outline, int Size);

/// <summary><c>40 %</c></summary>
public readonly record struct Percent(int Value) : IParsable<Percent>
{
    public static Percent Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out Percent percent) ? percent : throw new FormatException("Write it as 40 %.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Percent result)
    {
        result = default;
        if (s is null || !s.EndsWith(" %", StringComparison.Ordinal) || !int.TryParse(s.AsSpan(0, s.Length - 2), NumberStyles.None, provider, out int value))
            return false;
        result = new Percent(value);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} %");
}

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Point), "point")]
public abstract record Outline;

public sealed record Circle(int Radius) : Outline;

public sealed record Point : Outline;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Outline))]
internal sealed partial class OutlineJson : JsonSerializerContext;
