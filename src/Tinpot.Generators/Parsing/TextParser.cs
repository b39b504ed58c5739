using Microsoft.CodeAnalysis;
using Tinpot.Generators.Model;

namespace Tinpot.Generators.Parsing;

/// <summary>What people read about a parameter or property: attributes first, then the XML comment.</summary>
internal static class TextParser
{
    public static TextModel Parse(IEnumerable<AttributeData> attributes, string comment)
    {
        string title = "";
        string description = "";
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
            }
        }
        return new TextModel(title, description.Length > 0 ? description : comment);
    }
}
