namespace Tinpot.Actions;

/// <summary>Finds actions that a catalog may not know of yet.</summary>
internal interface IActionLookup
{
    /// <summary>As <see cref="IActionCatalog.Find"/>; asks those who publish actions, if there are any, before it says that there is none.</summary>
    ValueTask<ActionDescriptor?> FindAsync(string name, CancellationToken cancellation);
}
