using System.Diagnostics;
using Tinpot.Platform.Reflection;
using Tinpot.Runtime;

namespace Tinpot.Actions;

/// <summary>Where actions run: as their attribute says, else as the host is set, else in children where there can be any.</summary>
internal sealed class IsolationChoice
{
    private readonly bool _hasChildren;

    /// <param name="catalog">Of this program; null where no actions run.</param>
    public IsolationChoice(TinpotOptions options, CompiledCatalog? catalog = null)
    {
        // If the setting asks for children, the error says why they do not start
        _hasChildren = OperatingSystem.IsLinux() && (options.Isolation == Isolation.Process || catalog is null || !ProgramCatalog.IsHosted(catalog));
        Standard = options.Isolation ?? (_hasChildren && !Debugger.IsAttached ? Isolation.Process : Isolation.InProcess);
    }

    /// <summary>Of actions that say nothing. A debugger that is attached at the start would see nothing of a child.</summary>
    public Isolation Standard { get; }

    /// <param name="action">null when it is not known here; then it does not run either.</param>
    public Isolation Of(ActionDescriptor? action) =>
        _hasChildren ? action?.Isolation ?? Standard : Isolation.InProcess;
}
