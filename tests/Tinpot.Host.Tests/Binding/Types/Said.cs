using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Tinpot.Host.Tests.Binding.Types;

/// <summary>What an action says of the value it got, exact to the last bit and in no culture.</summary>
internal static class Said
{
    internal static string Of<T>(object? maybe, Places<T>? places) => Of(maybe ?? places?.Filled());

    internal static string Of(string name, int? count, List<TypePart>? parts) => $"{name} {Of(count)} {Of(parts ?? [])}";

    internal static string Of(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool flag => flag ? "true" : "false",
        char unit => $"U+{(int)unit:X4}",
        byte[] bytes => $"{bytes.Length} bytes {Convert.ToHexString(bytes)}",
        DateTime time => $"{time.ToString("O", CultureInfo.InvariantCulture)} {time.Kind}",
        DateTimeOffset or DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        Uri uri => $"{(uri.IsAbsoluteUri ? "absolute" : "relative")} {uri.OriginalString}",
        JsonElement json => json.GetRawText(),
        Enum choice => choice.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable<KeyValuePair<string, int>> map => $"{{{string.Join(", ", map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={Of(p.Value)}"))}}}",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Of))}]",
        _ => value.ToString()!,
    };
}
