namespace Tinpot;

/// <summary>
/// Adds the actions of a package to the program; without it they are not added. On a project
/// reference, whose actions join anyway, it adds a prefix or leaves actions out.
/// </summary>
/// <remarks>
/// It belongs in the program, once for each assembly; a library cannot add actions of others. An attribute that
/// cannot be used is the compile error TPT033.
/// </remarks>
/// <param name="type">Any type of the assembly whose actions are meant.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class UseActionsAttribute(Type type) : Attribute
{
    /// <summary>Any type of the assembly whose actions are meant.</summary>
    public Type Type { get; } = type;

    /// <summary>
    /// Stands before every name, with an underscore between them: with <c>db</c>, <c>backup</c> is <c>db_backup</c>.
    /// Matches <c>[a-z][a-z0-9_]*</c>, without an underscore at its end; null leaves the names alone.
    /// </summary>
    public string? Prefix { get; init; }

    /// <summary>Names of actions to leave out, as the package calls them, without the prefix.</summary>
    public string[] Exclude { get; init; } = [];
}
