namespace Tinpot.Generators.Parsing;

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
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return "holds half of a surrogate pair, which is refused in every text";
            i++;
        }
        return null;
    }
}
