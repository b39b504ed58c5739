using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Tinpot.Generators.Parsing.Symbols;

/// <summary>The texts of an XML documentation comment.</summary>
/// <remarks>
/// Without <c>GenerateDocumentationFile</c> the compiler does not parse documentation comments and its API answers
/// nothing; the comment's text is then read from the trivia in front of the declaration.
/// </remarks>
internal sealed class DocCommentReader
{
    /// <summary>The limit for comments that inherit from each other.</summary>
    private const int MaxInherited = 8;

    private readonly XElement? _root;
    private readonly DocCommentReader? _inherited;

    private DocCommentReader(XElement? root, DocCommentReader? inherited)
    {
        _root = root;
        _inherited = inherited;
    }

    public string Summary => Text(static root => root.Element("summary"));

    public string Returns => Text(static root => root.Element("returns"));

    public string Parameter(string name) =>
        Text(root => root.Elements("param").FirstOrDefault(e => (string?)e.Attribute("name") == name));

    public static DocCommentReader Of(ISymbol symbol, CancellationToken cancellation) => Of(symbol, MaxInherited, cancellation);

    private static DocCommentReader Of(ISymbol symbol, int depth, CancellationToken cancellation)
    {
        string? xml = Parts(symbol).Select(part => part.GetDocumentationCommentXml(cancellationToken: cancellation)).FirstOrDefault(static text => !string.IsNullOrWhiteSpace(text));
        if (string.IsNullOrWhiteSpace(xml))
        {
            xml = Parts(symbol).SelectMany(static part => part.DeclaringSyntaxReferences)
                .Select(reference => FromTrivia(reference.GetSyntax(cancellation)))
                .FirstOrDefault(static text => text.Length > 0);
        }
        XElement? root = Parse(xml);
        DocCommentReader? inherited = depth > 0
            && root?.Descendants("inheritdoc").FirstOrDefault() is { } inherit
            && DocInheritance.SourceOf(symbol, (string?)inherit.Attribute("cref")) is { } source
                ? Of(source, depth - 1, cancellation)
                : null;
        return new DocCommentReader(root, inherited);
    }

    /// <summary>A comment on either part of a method in two counts.</summary>
    private static IEnumerable<ISymbol> Parts(ISymbol symbol) => symbol is IMethodSymbol { PartialImplementationPart: { } body } ? [body, symbol] : [symbol];

    private string Text(Func<XElement, XElement?> element) =>
        _root is not null && DocText.Of(element(_root)) is { Length: > 0 } own ? own : _inherited?.Text(element) ?? "";

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
}
