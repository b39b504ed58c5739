using Tinpot.Hosting;

namespace Tinpot.Host.Tests.Hosting;

public sealed class UnusedNamesTests
{
    private static readonly TestCatalog Catalog = new(TestAction.Echo("echo", "") with { Queue = "gpu", Group = "Graphics" });

    [Fact]
    public void A_queue_or_group_of_no_action_is_named() => Assert.Equal(
        [
            "QUEUES names the queue 'gpus', but no action of this program is in it. Did you mean 'gpu'?",
            "ACTION_GROUPS names the group 'Sound', but no action of this program is in it.",
        ],
        UnusedNames.Of(Catalog, new TinpotOptions { Queues = ["gpu", "gpus"], Groups = ["Sound", "Graphics"] }));

    [Fact]
    public void Nothing_is_said_of_a_host_that_serves_all() => Assert.Empty(UnusedNames.Of(Catalog, new TinpotOptions()));
}
