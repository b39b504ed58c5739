using Tinpot.Platform.Processes;
using Tinpot.Workers.Protocol;

namespace Tinpot.Workers.Child;

/// <summary>What a child sets for itself, and for all that it starts, before any code of an action runs.</summary>
internal static class ChildLimits
{
    private const ulong Descriptors = 4_096;
    private const int OutOfMemoryScore = 500;

    public static void Apply(ChildArguments arguments)
    {
        ProcessTag.Of(arguments.Mark)?.Put();
        ProcessLimits.LimitDescriptors(Descriptors);
        ProcessLimits.OfferToOutOfMemory(OutOfMemoryScore);
        if (!arguments.NewPrivileges)
            ProcessLimits.ForbidNewPrivileges();
        if (arguments.Diagnostics)
            return;
        ProcessLimits.ForbidCoreFiles();
        // Last: it closes files of this process in /proc to itself
        CurrentProcess.Hide();
    }
}
