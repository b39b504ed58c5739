using Tinpot.Fleet;
using Tinpot.Host.Tests.Hosting;

namespace Tinpot.Host.Tests.Fleet;

public class FleetViewTests
{
    private static readonly IReadOnlyList<ActionDescriptor> Before = Actions(TestAction.Echo("clean", ""), TestAction.Echo("left", ""));
    private static readonly IReadOnlyList<ActionDescriptor> Renamed = Actions(TestAction.Echo("clean_cache", "") with { Aliases = ["clean"] });

    /// <summary>No program has that, but a document in a Redis may.</summary>
    [Fact]
    public void Two_actions_of_one_name_in_one_catalog_are_the_first()
    {
        var view = new FleetView([("1", [.. Before, .. Before])]);

        Assert.Equal(Before.Select(action => action.Name).Order(StringComparer.Ordinal), view.Names);
        Assert.Equal(view.Names, view.Actions.All.Select(action => action.Name));
    }

    [Fact]
    public void What_was_renamed_is_not_taken_back_by_an_older_catalog()
    {
        var view = new FleetView([("2", Renamed), ("1", Before)]);

        Assert.Equal(["clean_cache", "left"], view.Names);
        Assert.Equal("clean_cache", view.Find("clean")!.Name);
    }

    [Fact]
    public void What_an_older_catalog_calls_otherwise_it_may()
    {
        var view = new FleetView([("1", Before), ("2", Renamed)]);

        Assert.Equal(["clean", "clean_cache", "left"], view.Names);
        Assert.Equal("clean", view.Find("clean")!.Name);
    }

    private static IReadOnlyList<ActionDescriptor> Actions(params TestAction[] actions) =>
        [.. actions.Select(action => ActionDescriptor.Parse(action.Descriptor))];
}
