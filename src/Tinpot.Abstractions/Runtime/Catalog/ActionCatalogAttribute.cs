using System.ComponentModel;

namespace Tinpot.Runtime;

/// <summary>Announces an assembly's generated catalog to the generator of the assemblies that reference it.</summary>
/// <param name="catalog">The generated type; it has a static member <c>Instance</c>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ActionCatalogAttribute(Type catalog) : Attribute
{
    /// <summary>The generated catalog type.</summary>
    public Type Catalog { get; } = catalog;

    /// <summary>Names of the actions in it, in ordinal order.</summary>
    public string[] Actions { get; init; } = [];

    /// <summary>Their aliases, in ordinal order, each followed by a space and the name of its action.</summary>
    public string[] Aliases { get; init; } = [];

    /// <summary>Names of the methods behind them, each once: what a call of one of them looks like before it has a meaning.</summary>
    public string[] Methods { get; init; } = [];
}
