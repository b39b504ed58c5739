namespace Tinpot;

/// <summary>The actions a process knows, by name.</summary>
public interface IActionCatalog
{
    /// <summary>Names of all actions in ordinal order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>The description of an action by its name or one of its aliases; null when there is none.</summary>
    ActionDescriptor? Find(string name);
}
