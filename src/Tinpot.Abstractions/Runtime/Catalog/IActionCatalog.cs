using Tinpot.Schemas;

namespace Tinpot;

/// <summary>The actions a process knows, by name.</summary>
public interface IActionCatalog
{
    /// <summary>Names of all actions in ordinal order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The description of an action by its name or one of its aliases; null when there is none.</summary>
    ActionDescriptor? Find(string name);

    /// <summary>Everything that is wrong with arguments for an action; empty when nothing is.</summary>
    /// <remarks>Types of the action's own (<c>IParsable</c>, JSON contracts) are asked only where their code is: by generated catalogs.</remarks>
    /// <param name="action">A description that this catalog gave out.</param>
    /// <param name="arguments">One JSON value as UTF-8.</param>
    IReadOnlyList<SchemaError> Check(ActionDescriptor action, ReadOnlySpan<byte> arguments)
    {
        ArgumentNullException.ThrowIfNull(action);
        return SchemaChecker.Check(action.Parameters, arguments);
    }
}
