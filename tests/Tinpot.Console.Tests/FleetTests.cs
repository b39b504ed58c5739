using Microsoft.Playwright;
using Tinpot.WebConsole.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tinpot.WebConsole.Tests;

/// <summary>What the page says when nobody is there to run something.</summary>
public sealed class FleetTests(Chromium chromium, SharedHost shared)
{
    [Theory]
    [MemberData(nameof(Device.Names), MemberType = typeof(Device))]
    public async Task A_card_says_that_no_worker_serves_its_queue(string device)
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Named(device));

        await Expect(visit.Card("wait_in_queue").Locator(".card-unserved")).ToHaveTextAsync("No worker serves queue nobody. Executions that you start here wait.");
        await Expect(visit.Card("greet").Locator(".card-unserved")).ToBeHiddenAsync();
        Assert.Empty(await Accessibility.ViolationsAsync(visit.Page));
    }

    [Theory]
    [InlineData("""[{"queue":"default","group":"Greetings","workers":1,"unserved":["greet"]}]""", "No worker has this action.")]
    [InlineData("""[{"queue":"default","group":"Greetings","workers":0,"unserved":["greet"]},{"queue":"default","group":"Other","workers":2,"unserved":[]}]""", "No worker serves group Greetings of queue default.")]
    public async Task The_reason_is_told_exactly(string queues, string reason)
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop, "/?q=nothing");
        await visit.Page.RouteAsync("**/api/queues", route => route.FulfillAsync(new() { ContentType = "application/json", Body = queues }));
        await visit.Page.GotoAsync(new Uri(visit.Page.Url).GetLeftPart(UriPartial.Authority));

        await Expect(visit.Card("greet").Locator(".card-unserved")).ToContainTextAsync(reason);
    }

    [Fact]
    public async Task An_api_without_workers_says_how_to_start_one_and_shows_its_actions_when_it_comes()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Phone, "/?q=nothing");
        await visit.Page.RouteAsync("**/api/actions", route => route.FulfillAsync(new() { ContentType = "application/json", Body = "{}" }));
        await visit.Page.RouteAsync("**/api/workers", route => route.FulfillAsync(new() { ContentType = "application/json", Body = "[]" }));
        await visit.Page.GotoAsync(new Uri(visit.Page.Url).GetLeftPart(UriPartial.Authority));
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "No workers yet" })).ToBeVisibleAsync();
        Assert.Empty(await Accessibility.ViolationsAsync(visit.Page));

        await visit.Page.UnrouteAllAsync();
        await Expect(visit.Card("greet")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Searchbox)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Workers_that_show_themselves_after_an_empty_answer_are_found()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop, "/?q=nothing");
        await visit.Page.RouteAsync("**/api/actions", route => route.FulfillAsync(new() { ContentType = "application/json", Body = "{}" }), new() { Times = 1 });
        await visit.Page.GotoAsync(new Uri(visit.Page.Url).GetLeftPart(UriPartial.Authority));

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "No actions yet" })).ToBeVisibleAsync();
        await Expect(visit.Card("greet")).ToBeVisibleAsync();
    }
}
