namespace Tinpot.Generators.Model;

/// <summary>A property of an object in JSON.</summary>
internal sealed record MemberModel
{
    /// <summary>C# name, escaped.</summary>
    public required string Name { get; init; }

    public required string JsonName { get; init; }

    public required TypeModel Type { get; init; }

    public required MemberRole Role { get; init; }

    /// <summary>Must be present in JSON.</summary>
    public bool Required { get; init; }

    public DefaultModel? Default { get; init; }

    public Omission Omission { get; init; }

    public required ConstraintsModel Constraints { get; init; }

    public required TextModel Text { get; init; }
}

/// <summary>When a writer leaves a member out.</summary>
internal enum Omission
{
    Never,
    Null,
    Default,
    Always,
}

/// <summary>How a reader sets a member.</summary>
internal enum MemberRole
{
    /// <summary>It does not; the member is only written.</summary>
    None,

    /// <summary>Through the constructor.</summary>
    Constructor,

    /// <summary>In the object initialiser, always (<c>required</c>).</summary>
    Required,

    /// <summary>In the object initialiser (<c>init</c>); absent keeps the declared initialiser.</summary>
    Init,

    /// <summary>By assignment when present.</summary>
    Set,
}
