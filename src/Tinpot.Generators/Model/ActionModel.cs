namespace Tinpot.Generators.Model;

/// <summary>An action that can be emitted.</summary>
internal sealed record ActionModel
{
    /// <summary>Identifies the method: containing type, name and parameter types.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the declaring assembly; empty for a program's own, which no other program can join.</summary>
    public string Assembly { get; init; } = "";

    public required string Name { get; init; }
    /// <summary>Other names, as declared.</summary>
    public EquatableArray<string> Aliases { get; init; }

    public required string Title { get; init; }
    public required string Group { get; init; }
    public required string Queue { get; init; }
    public required string Description { get; init; }

    /// <summary>Description of the result; empty when there is none.</summary>
    public string Returns { get; init; } = "";

    public required RunModel Run { get; init; }

    /// <summary>Null when any number may run at a time.</summary>
    public ConcurrencyModel? Concurrency { get; init; }

    public bool Deprecated { get; init; }

    /// <summary>The message of <c>[Obsolete]</c>; empty when there is none.</summary>
    public string Advice { get; init; } = "";

    /// <summary>Id of the diagnostic that its calls get as long as it is experimental; else empty.</summary>
    public string Experimental { get; init; } = "";

    public bool Cancellable { get; init; }

    public required ContainerModel Container { get; init; }

    /// <summary>Name of the method, escaped.</summary>
    public required string Method { get; init; }

    public bool IsStatic { get; init; }

    /// <summary>Other assemblies can call it.</summary>
    public bool IsPublic { get; init; }

    public required EquatableArray<ParameterModel> Parameters { get; init; }

    /// <summary>Records, classes and structs in the parameters, in order of their names.</summary>
    public EquatableArray<DefinitionModel> Definitions { get; init; }

    public required ReturnModel Return { get; init; }

    /// <summary>Name of the generated struct that carries a call's arguments.</summary>
    public string Call => "Call_" + Name;

    /// <summary>Name of the generated struct of a call that is an execution of its own.</summary>
    public string Submitted => "Submitted_" + Name;
}

/// <summary>The type that declares actions.</summary>
/// <param name="TypeName">Fully qualified C# name.</param>
/// <param name="ClassName">Name of the generated class that holds what belongs to its actions.</param>
/// <param name="Construction">How instances are made; null when none is needed.</param>
internal sealed record ContainerModel(string TypeName, string ClassName, ConstructionModel? Construction);

/// <param name="Services">What the constructor takes, in order.</param>
internal sealed record ConstructionModel(EquatableArray<InjectionModel> Services, DisposalKind Disposal);

internal enum DisposalKind
{
    None,
    Sync,
    Async,
}
