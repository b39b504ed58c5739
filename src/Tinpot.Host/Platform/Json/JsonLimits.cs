using System.Text.Json;

namespace Tinpot.Platform.Json;

/// <summary>How deep JSON may nest. Every reader takes its options from here.</summary>
internal static class JsonLimits
{
    /// <summary>Levels of one value: the arguments of an execution, a result, an item. The checker of schemas refuses more.</summary>
    public const int ValueDepth = 64;

    /// <summary>Levels of a document that carries values inside it: an event, a frame, a stored record.</summary>
    public const int DocumentDepth = ValueDepth + 16;

    /// <summary>Levels of a document of schemas: a manifest, a published catalog. Each level of a value is two or more of its schema.</summary>
    public const int SchemaDepth = 256;

    /// <summary>For a value that nothing surrounds.</summary>
    public static JsonReaderOptions Value => new() { MaxDepth = ValueDepth };

    /// <summary>For the body of a request, whose one object surrounds the arguments.</summary>
    public static JsonReaderOptions Envelope => new() { MaxDepth = ValueDepth + 1 };

    /// <summary>For values that code of the program submits: the checker says what nests too deep.</summary>
    public static JsonReaderOptions Submitted => new() { MaxDepth = 1024 };

    /// <summary>For a document that carries values which were accepted before.</summary>
    public static JsonReaderOptions Document => new() { MaxDepth = DocumentDepth };

    /// <summary>For a document of schemas.</summary>
    public static JsonReaderOptions Schemas => new() { MaxDepth = SchemaDepth };
}
