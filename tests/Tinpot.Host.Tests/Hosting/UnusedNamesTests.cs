using Tinpot.Hosting;

namespace Tinpot.Host.Tests.Hosting;

public sealed class UnusedNamesTests
{
    private static readonly TestCatalog Catalog = new(TestAction.Echo("echo", "") with { Queue = "gpu", Group = "Graphics" });

    [Fact]
    public void A_queue_or_group_of_no_action_is_named() => Assert.Equal(
        [
            "No action of this program is in the queue 'gpus', which QUEUES names. Did you mean 'gpu'?",
            "No action of this program is in the group 'Sound', which ACTION_GROUPS names.",
        ],
        UnusedNames.Of(Catalog, new TinpotOptions { Queues = ["gpu", "gpus"], Groups = ["Sound", "Graphics"] }));

    [Fact]
    public void Nothing_is_said_of_a_host_that_serves_all() => Assert.Empty(UnusedNames.Of(Catalog, new TinpotOptions()));
}
