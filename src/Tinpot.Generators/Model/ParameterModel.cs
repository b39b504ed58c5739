namespace Tinpot.Generators.Model;

/// <summary>A parameter of an action: read from JSON, or handed in by the host.</summary>
internal sealed record ParameterModel
{
    /// <summary>Name in generated code; never a keyword, never one of our own locals.</summary>
    public required string Local { get; init; }

    /// <summary>Fully qualified C# type with annotations.</summary>
    public required string TypeName { get; init; }

    /// <summary>Null when it is injected.</summary>
    public InputModel? Input { get; init; }

    /// <summary>Null when it is read from JSON.</summary>
    public InjectionModel? Injection { get; init; }
}

/// <summary>A parameter that is read from JSON.</summary>
/// <param name="Declaration">The parameter of the method that submits, as C#.</param>
internal sealed record InputModel(string JsonName, TypeModel Type, DefaultModel? Default, ConstraintsModel Constraints, TextModel Text, string Declaration)
{
    /// <summary>Must be present in JSON: no default, and not nullable or <c>[Required]</c>.</summary>
    public bool Required => Default is null && (!Type.Nullable || Constraints.Given);
}

/// <summary>Where an injected value comes from.</summary>
/// <param name="TypeName">The service's type, without its own <c>?</c>.</param>
/// <param name="Key">C# literal of a keyed service's key.</param>
/// <param name="Optional">Null when it is not registered.</param>
/// <param name="Default">C# expression of the value when it is not registered, if that is not null.</param>
internal sealed record InjectionModel(InjectionKind Kind, string TypeName, string? Key = null, bool Optional = false, string? Default = null);

internal enum InjectionKind
{
    Token,
    Execution,
    Logger,
    Progress,
    Service,
    KeyedService,
}
