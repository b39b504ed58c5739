namespace Tinpot.Generators.Text;

/// <summary>Texts that no caller can give.</summary>
internal static class Texts
{
    /// <summary>What is wrong with it, as the end of a sentence that begins with it; null when a caller can give it.</summary>
    public static string? Fault(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '\0')
                return "holds the NUL character, which is refused in every text";
            if (IsHalfPair(text, i))
                return "holds half of a surrogate pair, which is refused in every text";
        }
        return null;
    }

    /// <summary>Whether the character there is half of a surrogate pair whose other half is missing.</summary>
    public static bool IsHalfPair(string text, int at) =>
        (char.IsHighSurrogate(text[at]) && !(at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])))
        || (char.IsLowSurrogate(text[at]) && !(at > 0 && char.IsHighSurrogate(text[at - 1])));
}
