namespace Tinpot;

/// <summary>The actions a process knows, by name.</summary>
public interface IActionCatalog
{
    /// <summary>Names of all actions in ordinal order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The description of an action; null when there is none of that name.</summary>
    ActionDescriptor? Find(string name);
}
