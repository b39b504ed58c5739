using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Tinpot.Generators.Parsing.Symbols;

/// <summary>Documentation as plain text in one line.</summary>
internal static class DocText
{
    private static readonly string[] Blocks = ["para", "br", "list", "item", "listheader", "term", "description", "code"];

    public static string Of(XElement? element)
    {
        if (element is null)
            return "";
        StringBuilder text = new();
        Append(text, element);
        return string.Join(" ", text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (XNode node in element.Nodes())
        {
            if (node is XText plain)
                text.Append(plain.Value);
            else if (node is XElement nested)
                Nested(text, nested);
        }
    }

    private static void Nested(StringBuilder text, XElement element)
    {
        bool block = Blocks.Contains(element.Name.LocalName);
        if (block)
            text.Append(' ');
        if (element.IsEmpty)
            text.Append(Reference(element));
        else
            Append(text, element);
        if (block)
            text.Append(' ');
    }

    /// <summary>The text of <c>&lt;see cref/&gt;</c> and similar tags.</summary>
    private static string Reference(XElement element) =>
        (string?)element.Attribute("name") ?? (string?)element.Attribute("langword") ?? (string?)element.Attribute("href")
            ?? ((string?)element.Attribute("cref") is { } target ? LastName(target) : "");

    /// <summary><c>M:System.Collections.Generic.List`1.Add(`0)</c> and <c>List{T}.Add(T)</c> → <c>Add</c></summary>
    private static string LastName(string target)
    {
        string path = Regex.Replace(target, @"\(.*|\{[^}]*\}|``?[0-9]+", "");
        return path.Substring(path.LastIndexOfAny(['.', ':']) + 1);
    }
}
