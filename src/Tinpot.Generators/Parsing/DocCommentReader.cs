using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Tinpot.Generators.Parsing;

/// <summary>The texts of an XML documentation comment.</summary>
/// <remarks>
/// Without <c>GenerateDocumentationFile</c> the compiler does not parse documentation comments and its API answers
/// nothing; the comment's text is then read from the trivia in front of the declaration.
/// </remarks>
internal sealed class DocCommentReader
{
    private readonly XElement? _root;

    private DocCommentReader(XElement? root) => _root = root;

    public string Summary => Text(_root?.Element("summary"));

    public string Returns => Text(_root?.Element("returns"));

    public string Parameter(string name) =>
        Text(_root?.Elements("param").FirstOrDefault(e => (string?)e.Attribute("name") == name));

    public static DocCommentReader Of(ISymbol symbol, CancellationToken cancellation)
    {
        string? xml = symbol.GetDocumentationCommentXml(cancellationToken: cancellation);
        if (string.IsNullOrWhiteSpace(xml))
        {
            xml = symbol.DeclaringSyntaxReferences
                .Select(reference => FromTrivia(reference.GetSyntax(cancellation)))
                .FirstOrDefault(static text => text.Length > 0);
        }
        return new DocCommentReader(Parse(xml));
    }

    private static XElement? Parse(string? xml)
    {
        if (string.IsNullOrWhiteSpace(xml))
            return null;
        try
        {
            XElement root = XElement.Parse("<doc>" + xml + "</doc>");
            // The compiler wraps in <member>, the trivia does not
            return root.Element("member") ?? root;
        }
        catch (XmlException)
        {
            // CS1570 is the compiler's to report; a broken comment describes nothing
            return null;
        }
    }

    private static string FromTrivia(SyntaxNode declaration)
    {
        StringBuilder text = new();
        foreach (SyntaxTrivia trivia in declaration.GetLeadingTrivia())
        {
            string comment = trivia.ToFullString();
            if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && comment.StartsWith("///", StringComparison.Ordinal))
                text.Append(comment.Substring(3)).Append('\n');
            else if (trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) && comment.StartsWith("/**", StringComparison.Ordinal))
                AppendBlock(text, comment);
        }
        return text.ToString();
    }

    private static void AppendBlock(StringBuilder text, string comment)
    {
        string inner = comment.Substring(3, Math.Max(0, comment.Length - 5));
        foreach (string line in inner.Split('\n'))
        {
            string trimmed = line.Trim();
            text.Append(trimmed.StartsWith("*", StringComparison.Ordinal) ? trimmed.Substring(1) : trimmed).Append('\n');
        }
    }

    private static string Text(XElement? element)
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
            else if (node is XElement { IsEmpty: true } reference)
                text.Append(Reference(reference));
            else if (node is XElement nested)
                Append(text, nested);
        }
    }

    /// <summary>What <c>&lt;see cref/&gt;</c> and its like stand for.</summary>
    private static string Reference(XElement element)
    {
        if ((string?)element.Attribute("name") is { } name)
            return name;
        if ((string?)element.Attribute("langword") is { } word)
            return word;
        if ((string?)element.Attribute("href") is { } link)
            return link;
        if ((string?)element.Attribute("cref") is not { } target)
            return " ";
        int end = target.IndexOf('(');
        string path = end < 0 ? target : target.Substring(0, end);
        return path.Substring(path.LastIndexOfAny(['.', ':']) + 1);
    }
}
