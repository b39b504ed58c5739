using System.Globalization;

namespace Tinpot.Settings;

/// <summary>Sizes as people write them: a whole number of bytes, or of a unit. <c>GB</c> is 10⁹ bytes, <c>GiB</c> is 2³⁰.</summary>
internal static class SizeText
{
    public const string Form = "a number of bytes, or a size such as 64KiB, 512MiB or 1GB";

    private static readonly (string Name, long Bytes)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
        ("B", 1),
    ];

    /// <param name="text">Blanks may stand before the unit, which is read without case.</param>
    public static bool TryParse(string text, out long bytes)
    {
        (string name, long factor) = Units.FirstOrDefault(unit => text.EndsWith(unit.Name, StringComparison.OrdinalIgnoreCase));
        ReadOnlySpan<char> digits = name is null ? text : text.AsSpan(..^name.Length).TrimEnd(' ');
        factor = name is null ? 1 : factor;
        bool read = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out bytes) && bytes <= long.MaxValue / factor;
        bytes = read ? bytes * factor : 0;
        return read;
    }

    /// <summary>In the largest unit that divides it.</summary>
    public static string Show(long bytes)
    {
        (string name, long factor) = Units.Where(unit => bytes > 0 && bytes % unit.Bytes == 0).DefaultIfEmpty(("B", 1)).MaxBy(unit => unit.Item2);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / factor} {name}");
    }
}
