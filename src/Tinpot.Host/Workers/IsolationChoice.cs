using System.Diagnostics;

namespace Tinpot.Workers;

/// <summary>Where actions run: as their attribute says, else as the host is set, else in children where there can be any.</summary>
internal sealed class IsolationChoice(TinpotOptions options)
{
    /// <summary>Of actions that say nothing. A debugger is attached to this process and would see nothing of a child.</summary>
    public Isolation Standard { get; } = options.Isolation
        ?? (OperatingSystem.IsLinux() && !Debugger.IsAttached ? Isolation.Process : Isolation.InProcess);

    /// <param name="action">null when it is not known here; then it does not run either.</param>
    public Isolation Of(ActionDescriptor? action) =>
        OperatingSystem.IsLinux() ? action?.Isolation ?? Standard : Isolation.InProcess;
}
