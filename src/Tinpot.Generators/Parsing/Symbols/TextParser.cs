using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing.Symbols;

/// <summary>Title and description of a parameter or property: from attributes first, then from the XML comment.</summary>
internal static class TextParser
{
    public static TextModel Parse(IEnumerable<AttributeData> attributes, string comment)
    {
        string title = "";
        string description = "";
        bool deprecated = false;
        string advice = "";
        foreach (AttributeData attribute in attributes)
        {
            switch (attribute.AttributeClass?.MetadataName())
            {
                case KnownNames.Description:
                    description = attribute.Positional(0) as string ?? "";
                    break;
                case KnownNames.Display:
                    title = attribute.NamedText("Name") ?? title;
                    description = description.Length > 0 ? description : attribute.NamedText("Description") ?? "";
                    break;
                case KnownNames.Obsolete:
                    deprecated = true;
                    advice = attribute.Positional(0) as string ?? "";
                    break;
            }
        }
        return new TextModel(title, Advised(description.Length > 0 ? description : comment, advice)) { Deprecated = deprecated };
    }

    /// <summary>A description that ends with what to use instead.</summary>
    /// <param name="advice">The message of <c>[Obsolete]</c>; empty when there is none.</param>
    public static string Advised(string description, string advice) =>
        advice.Length == 0 ? description : $"{description} Deprecated: {advice}".TrimStart();
}
