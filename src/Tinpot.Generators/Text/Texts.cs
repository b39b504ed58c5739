namespace Tinpot.Generators.Text;

/// <summary>Texts that no caller can pass.</summary>
internal static class Texts
{
    /// <summary>The problem of a text, as the predicate of a sentence; null when a caller can pass it.</summary>
    public static string? Fault(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '\0')
                return "contains the NUL character, which is not allowed in any text";
            if (IsHalfPair(text, i))
                return "contains half of a surrogate pair, which is not allowed in any text";
        }
        return null;
    }

    /// <summary>Whether the character there is half of a surrogate pair whose other half is missing.</summary>
    public static bool IsHalfPair(string text, int at) =>
        (char.IsHighSurrogate(text[at]) && !(at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])))
        || (char.IsLowSurrogate(text[at]) && !(at > 0 && char.IsHighSurrogate(text[at - 1])));
}
