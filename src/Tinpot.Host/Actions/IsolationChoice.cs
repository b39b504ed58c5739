using System.Diagnostics;
using Tinpot.Platform.Reflection;
using Tinpot.Runtime;

namespace Tinpot.Actions;

/// <summary>Where actions run: as their attribute says, else as the host is set, else in children where there can be any.</summary>
/// <param name="catalog">Of this program; null where no actions run.</param>
internal sealed class IsolationChoice(TinpotOptions options, CompiledCatalog? catalog = null)
{
    /// <summary>Without children where there can be none. Who asks for them by a setting is told why they do not come up.</summary>
    private readonly bool _hasChildren = OperatingSystem.IsLinux() && (options.Isolation == Isolation.Process || catalog is null || !ProgramCatalog.IsHosted(catalog));

    /// <summary>Of actions that say nothing. A debugger is attached to this process and would see nothing of a child.</summary>
    public Isolation Standard => options.Isolation ?? (_hasChildren && !Debugger.IsAttached ? Isolation.Process : Isolation.InProcess);

    /// <param name="action">null when it is not known here; then it does not run either.</param>
    public Isolation Of(ActionDescriptor? action) =>
        _hasChildren ? action?.Isolation ?? Standard : Isolation.InProcess;
}
