namespace Tinpot.Generators.Model;

/// <summary>Rules of the ecosystem's attributes, in the words of JSON Schema. Numbers are JSON text.</summary>
internal sealed record ConstraintsModel
{
    public static readonly ConstraintsModel None = new();

    public string? Minimum { get; init; }
    public string? Maximum { get; init; }
    public bool MinimumIsExclusive { get; init; }
    public bool MaximumIsExclusive { get; init; }

    /// <summary>Characters of a string, or items of a list.</summary>
    public int? MinLength { get; init; }

    /// <summary>Characters of a string, or items of a list.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The .NET pattern, raw.</summary>
    public string? Pattern { get; init; }

    /// <summary><c>email</c>, <c>uri</c>, <c>phone</c>, <c>credit-card</c> or <c>base64</c>.</summary>
    public string? Format { get; init; }

    /// <summary>The only values allowed, each as JSON.</summary>
    public EquatableArray<string> Allowed { get; init; }

    /// <summary>Values that are not allowed, each as JSON.</summary>
    public EquatableArray<string> Denied { get; init; }

    /// <summary>It must be given, and not as null.</summary>
    public bool Given { get; init; }

    /// <summary>It must have a character that is not white space.</summary>
    public bool NotBlank { get; init; }

    /// <summary>The allowed extensions of a file name, in lower case and without dots.</summary>
    public EquatableArray<string> Extensions { get; init; }

    public bool Multiline { get; init; }
}
