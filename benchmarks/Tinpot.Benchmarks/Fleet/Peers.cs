using Tinpot.Benchmarks.Pool;

namespace Tinpot.Benchmarks.Fleet;

/// <summary>What is compared with, and has to be installed.</summary>
internal static class Peers
{
    /// <summary>Says what to do where it is not.</summary>
    public static bool AreInstalled()
    {
        bool all = CeleryPeer.IsInstalled
            && Directory.Exists("/usr/lib/python3/dist-packages/fastapi")
            && Directory.Exists(Path.Combine(Repository.Root, "benchmarks", "peers", "bullmq", "node_modules", "bullmq"));
        if (!all)
            Console.Error.WriteLine("Peers are missing: run eng/setup-peers.sh.");
        return all;
    }
}
