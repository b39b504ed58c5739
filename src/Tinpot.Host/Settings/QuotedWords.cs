using System.Text;

namespace Tinpot.Settings;

/// <summary>Splits the text of a setting into words: blanks separate words, and single or double quotes keep blanks in a word. Nothing is expanded.</summary>
internal static class QuotedWords
{
    /// <returns>null when a quote is not closed.</returns>
    public static IReadOnlyList<string>? Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool begun = false;
        char quote = '\0';
        foreach (char character in text)
        {
            if (quote != '\0' ? character == quote : character is '"' or '\'')
            {
                quote = quote == '\0' ? character : '\0';
                begun = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(character))
            {
                End();
            }
            else
            {
                word.Append(character);
                begun = true;
            }
        }

        End();
        return quote == '\0' ? words : null;

        void End()
        {
            if (begun)
                words.Add(word.ToString());
            word.Clear();
            begun = false;
        }
    }
}
