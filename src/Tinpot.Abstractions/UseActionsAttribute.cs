namespace Tinpot;

/// <summary>
/// Lets the actions of a package join the program: without it a package puts no button on anybody's page. On a project
/// reference, whose actions join anyway, it adds a prefix or leaves actions out.
/// </summary>
/// <remarks>
/// It is written in the program, once for each assembly; a library has no catalog that anything could join. Whatever
/// cannot be used is the compile error TPT033 at the attribute.
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
