using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing.Constraints;

/// <summary>Validates the text of a default value by the rules of DataAnnotations, as the host validates arguments.</summary>
internal static class TextRules
{
    /// <summary>The attribute that it breaks; null when it breaks none.</summary>
    public static string? Broken(string text, ConstraintsModel rules)
    {
        if (rules.NotBlank && string.IsNullOrWhiteSpace(text))
            return "Required";
        if (rules.Extensions.Count > 0 && !rules.Extensions.Any(e => EndsWith(text, "." + e)))
            return "FileExtensions";
        return rules.Format switch
        {
            "email" when !IsEmail(text) => "EmailAddress",
            "uri" when !IsUrl(text) => "Url",
            "phone" when !IsPhone(text) => "Phone",
            "credit-card" when !IsCreditCard(text) => "CreditCard",
            "base64" when !IsBase64(text) => "Base64String",
            _ => null,
        };
    }

    private static bool EndsWith(string text, string ending) =>
        text.Length >= ending.Length && text.Substring(text.Length - ending.Length).ToLowerInvariant() == ending;

    private static bool IsEmail(string text)
    {
        int at = text.IndexOf('@');
        return at > 0 && at < text.Length - 1 && text.IndexOf('@', at + 1) < 0 && !text.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c));
    }

    private static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri uri) && uri.Scheme is "http" or "https" or "ftp" && !text.Any(static c => c is ' ' or '\t' or '\r' or '\n');

    private static bool IsPhone(string text)
    {
        string number = WithoutExtension(text.Replace("+", "").TrimEnd());
        return number.Any(char.IsDigit) && number.All(static c => char.IsDigit(c) || char.IsWhiteSpace(c) || c is '-' or '.' or '(' or ')');
    }

    /// <summary>Without <c>ext. 12</c>, <c>ext 12</c> or <c>x12</c> at its end.</summary>
    private static string WithoutExtension(string number)
    {
        foreach (string word in (string[])["ext.", "ext", "x"])
        {
            int at = number.LastIndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && number.Substring(at + word.Length).TrimStart() is { Length: > 0 } extension && extension.All(char.IsDigit))
                return number.Substring(0, at);
        }
        return number;
    }

    private static bool IsCreditCard(string text)
    {
        int sum = 0;
        bool even = false;
        foreach (char c in text.Reverse())
        {
            if (c is '-' or ' ')
                continue;
            if (c is < '0' or > '9')
                return false;
            int digit = (c - '0') * (even ? 2 : 1);
            sum += (digit / 10) + (digit % 10);
            even = !even;
        }
        return sum % 10 == 0;
    }

    private static bool IsBase64(string text)
    {
        try
        {
            return Convert.FromBase64String(text) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
