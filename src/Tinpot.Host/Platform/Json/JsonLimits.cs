using System.Text.Json;

namespace Tinpot.Platform.Json;

/// <summary>How deep JSON may nest. Whoever makes a reader takes its options from here.</summary>
internal static class JsonLimits
{
    /// <summary>Levels of one value: a body, an argument, a result, an item.</summary>
    public const int ValueDepth = 64;

    /// <summary>Levels of a document that carries values inside it: an event, a frame, a stored record.</summary>
    public const int DocumentDepth = ValueDepth + 16;

    /// <summary>For a value that nothing surrounds.</summary>
    public static JsonReaderOptions Value => new() { MaxDepth = ValueDepth };

    /// <summary>For a document that carries values which were accepted before.</summary>
    public static JsonReaderOptions Document => new() { MaxDepth = DocumentDepth };
}
