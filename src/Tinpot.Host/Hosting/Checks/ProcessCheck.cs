using Tinpot.Settings.Checks;

namespace Tinpot.Hosting.Checks;

/// <summary>The process answers. A reader of the answer knows that already; the name stands for completeness.</summary>
internal sealed class ProcessCheck : HostCheck
{
    public override string? Fault() => null;
}
