using Tinpot.Actions;
using Tinpot.Host.Tests.Workers.Pool;

namespace Tinpot.Host.Tests.Actions;

public sealed class IsolationChoiceTests
{
    /// <summary>As under WebApplicationFactory: this process is a test, and cannot be started as a child of the program that it hosts.</summary>
    [Fact]
    public void A_program_inside_another_runs_its_actions_in_process()
    {
        var choice = new IsolationChoice(new TinpotOptions(), TestProgram.Catalog);

        Assert.Equal(Isolation.InProcess, choice.Standard);
        Assert.Equal(Isolation.InProcess, choice.Of(TestProgram.Catalog.Find("count")));
    }

    [Fact]
    public void A_program_of_its_own_has_children() =>
        Assert.Equal(Isolation.Process, new IsolationChoice(new TinpotOptions(), Generated.ActionCatalog.Instance).Standard);

    [Fact]
    public void Children_that_are_asked_for_are_tried() =>
        Assert.Equal(Isolation.Process, new IsolationChoice(new TinpotOptions { Isolation = Isolation.Process }, TestProgram.Catalog).Standard);
}
