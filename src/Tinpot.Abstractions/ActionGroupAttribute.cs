namespace Tinpot;

/// <summary>Defaults for the actions of a class.</summary>
/// <param name="name">The group of every action of the class that names none.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActionGroupAttribute(string name) : Attribute
{
    /// <summary>The group.</summary>
    public string Name { get; } = name;

    /// <summary>The queue of every action of the class that names none; null leaves <c>default</c>.</summary>
    public string? Queue { get; init; }
}
