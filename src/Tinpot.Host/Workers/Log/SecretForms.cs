using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tinpot.Workers.Log;

/// <summary>How a secret looks in JSON, in a URL and in base64, in which programs and libraries print what they send.</summary>
internal static class SecretForms
{
    /// <summary>From this length on; an encoded shorter text also occurs in many texts that are not secrets.</summary>
    public const int Shortest = 8;

    /// <summary>Up to this length; a longer one is a document, and its lines are looked for one by one.</summary>
    public const int Longest = 4 * 1024;

    private static readonly JavaScriptEncoder[] Encoders = [JavaScriptEncoder.Default, JavaScriptEncoder.UnsafeRelaxedJsonEscaping];

    /// <summary>The encoded forms, without the plain one.</summary>
    public static IEnumerable<string> Of(string secret)
    {
        if (secret.Length is < Shortest or > Longest)
            return [];
        return [.. InJson(secret), .. InUrl(secret), .. InBase64(Encoding.UTF8.GetBytes(secret))];
    }

    private static IEnumerable<string> InJson(string secret)
    {
        foreach (JavaScriptEncoder encoder in Encoders)
        {
            string text = JsonEncodedText.Encode(secret, encoder).ToString();
            yield return text;
            // Other writers have lower-case digits, and a slash that is escaped
            yield return LowerDigits(text, @"\u");
            yield return text.Replace("/", @"\/", StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> InUrl(string secret)
    {
        // They differ in the signs that they leave as they are
        string all = Uri.EscapeDataString(secret);
        string inBrowsers = all
            .Replace("%21", "!", StringComparison.Ordinal).Replace("%27", "'", StringComparison.Ordinal).Replace("%28", "(", StringComparison.Ordinal)
            .Replace("%29", ")", StringComparison.Ordinal).Replace("%2A", "*", StringComparison.Ordinal);
        string[] texts = [all, inBrowsers, UrlEncoder.Default.Encode(secret), WebUtility.UrlEncode(secret)];
        foreach (string text in texts)
        {
            yield return text;
            yield return LowerDigits(text, "%");
            string form = text.Replace("%20", "+", StringComparison.Ordinal);
            yield return form;
            yield return LowerDigits(form, "%");
        }
    }

    /// <summary>
    /// By itself, and as part of a longer text, as in <c>user:password</c>: there one or two of its bytes at each end may share
    /// a character with what stands beside it, and only what lies between is looked for.
    /// </summary>
    private static IEnumerable<string> InBase64(byte[] secret)
    {
        string[] texts =
        [
            Convert.ToBase64String(secret).TrimEnd('='),
            .. Enumerable.Range(0, 3).Select(skipped => Convert.ToBase64String(secret, skipped, (secret.Length - skipped) / 3 * 3)),
        ];
        // With the two other characters that are used in URLs
        return texts.SelectMany(text => new[] { text, text.Replace('+', '-').Replace('/', '_') });
    }

    /// <summary>Turns the hexadecimal digits behind each sign to lower case.</summary>
    private static string LowerDigits(string text, string sign)
    {
        int digits = sign == "%" ? 2 : 4;
        var lower = new StringBuilder(text);
        for (int at = text.IndexOf(sign, StringComparison.Ordinal); at >= 0; at = text.IndexOf(sign, at + sign.Length, StringComparison.Ordinal))
        {
            for (int digit = at + sign.Length; digit < Math.Min(text.Length, at + sign.Length + digits); digit++)
                lower[digit] = char.ToLowerInvariant(lower[digit]);
        }

        return lower.ToString();
    }
}
