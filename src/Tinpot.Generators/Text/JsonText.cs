using System.Globalization;
using System.Text;

namespace Tinpot.Generators.Text;

/// <summary>Builds JSON objects that stand in a one-line C# literal.</summary>
internal sealed class JsonText
{
    private readonly StringBuilder _text = new("{");

    public JsonText Add(string name, string? text, bool unlessEmpty = true)
    {
        if (text is not null && (text.Length > 0 || !unlessEmpty))
            AddRaw(name, Quote(text));
        return this;
    }

    public JsonText Add(string name, bool value) => value ? AddRaw(name, "true") : this;

    public JsonText Add(string name, int? value) => AddRaw(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds JSON as it is; nothing when there is none.</summary>
    public JsonText AddRaw(string name, string? json)
    {
        if (json is not null)
            _text.Append(_text.Length > 1 ? "," : "").Append(Quote(name)).Append(':').Append(json);
        return this;
    }

    public override string ToString() => _text + "}";

    public static string Array(IEnumerable<string> items) => "[" + string.Join(",", items) + "]";

    /// <summary>A JSON string; everything that would end a C# line or break UTF-8 is escaped.</summary>
    public static string Quote(string text)
    {
        StringBuilder result = new("\"", text.Length + 2);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '"' or '\\')
                result.Append('\\').Append(c);
            else if (c < ' ' || c is '\u007f' or '\u0085' or '\u2028' or '\u2029' or '\ufeff')
                result.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                result.Append(c).Append(text[++i]);
            else
                result.Append(char.IsSurrogate(c) ? '\ufffd' : c);
        }
        return result.Append('"').ToString();
    }

    /// <summary>As a C# UTF-8 literal. JSON never has three quotes in a row, nor a quote at either end of an object.</summary>
    public static string Literal(string json) => $"\"\"\"{json}\"\"\"u8";
}
