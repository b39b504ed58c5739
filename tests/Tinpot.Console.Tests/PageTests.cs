using Microsoft.Playwright;
using Tinpot.Runtime;
using Tinpot.WebConsole.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tinpot.WebConsole.Tests;

/// <summary>The page around the cards: search, keyboard, empty, unreachable, mounted elsewhere.</summary>
public sealed class PageTests(Chromium chromium, SharedHost shared)
{
    [Fact]
    public async Task A_card_names_the_actions_that_its_action_calls()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await Expect(visit.Card("call_often").Locator(".card-calls")).ToHaveTextAsync("Calls hostile_callee");
        await Expect(visit.Card("hostile_callee").Locator(".card-calls")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_search_narrows_the_cards_and_is_in_the_address()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        ILocator search = visit.Page.GetByRole(AriaRole.Searchbox);
        await search.FillAsync("greet nested");
        await Expect(visit.Page.Locator(".action-card:visible h3")).ToHaveTextAsync("greet_nested");
        await Expect(visit.Page.Locator(".action-group:visible")).ToHaveCountAsync(1);

        await visit.Page.ReloadAsync();
        await Expect(search).ToHaveValueAsync("greet nested");
        await Expect(visit.Page.Locator(".action-card:visible h3")).ToHaveTextAsync("greet_nested");

        await search.FillAsync("no such thing");
        await Expect(visit.Page.GetByText("No action matches")).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Clear the search" }).ClickAsync();
        await Expect(visit.Card("greet")).ToBeVisibleAsync();
        Assert.DoesNotContain("q=", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_can_be_done_with_the_keyboard_and_the_focus_comes_back()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        IKeyboard keyboard = visit.Page.Keyboard;
        await Expect(visit.Card("greet")).ToBeVisibleAsync();
        await keyboard.PressAsync("/");
        await Expect(visit.Page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await keyboard.TypeAsync("say hello");
        await keyboard.PressAsync("Tab");
        await Expect(visit.Input("greet", "name")).ToBeFocusedAsync();
        await keyboard.TypeAsync("Keys");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("ArrowUp");
        await Expect(visit.Input("greet", "times")).ToHaveValueAsync("3");
        await keyboard.PressAsync("Enter");
        await visit.ExpectStatusAsync("success", "Success");
        await Expect(visit.Lines.Last).ToHaveTextAsync("Hello Keys, 3 of 3");
        Assert.True(await visit.Page.EvaluateAsync<bool>("document.querySelector('#executionModal').contains(document.activeElement)"));
        await keyboard.PressAsync("Escape");
        await Expect(visit.Modal).ToBeHiddenAsync();
        await Expect(visit.Card("greet").Locator(".btn-primary")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_screen_reader_is_told_how_it_ended()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.SucceedAsync("greet");
        await Expect(visit.Modal.Locator("[role=status]")).ToContainTextAsync("greet: Success");
        await Expect(visit.Modal.Locator("[role=status]")).ToContainTextAsync("2 lines of output");
        await Expect(visit.Page).ToHaveTitleAsync("Success · greet · Tinpot");
    }

    [Fact]
    public async Task A_program_without_actions_shows_how_to_write_one()
    {
        await using ConsoleHost host = await ConsoleHost.StartAsync(catalog: new NoActions());
        await using Visit visit = await chromium.VisitAsync(host, Device.Phone);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "No actions yet" })).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".code")).ToContainTextAsync("[Action]");
        Assert.Empty(await Accessibility.ViolationsAsync(visit.Page));
    }

    [Fact]
    public async Task A_host_that_is_gone_is_told_and_found_again()
    {
        ConsoleHost host = await ConsoleHost.StartAsync();
        string address = host.Address;
        await using Visit visit = await chromium.VisitAsync(host, Device.Phone);
        await Expect(visit.Card("greet")).ToBeVisibleAsync();
        await host.DisposeAsync();

        await visit.PressRunAsync("greet");
        ILocator banner = visit.Page.Locator("tinpot-connection");
        await Expect(banner).ToContainTextAsync("cannot be reached");
        await Expect(visit.Card("greet").Locator(".form-error")).ToContainTextAsync("try again");

        await using ConsoleHost again = await ConsoleHost.StartAsync(url: address);
        await Expect(banner).ToBeHiddenAsync();
        await visit.SucceedAsync("greet");
    }

    [Theory]
    [InlineData("/tinpot", "")]
    [InlineData("", "/ops")]
    public async Task The_page_works_below_a_prefix(string rootPath, string mount)
    {
        await using ConsoleHost host = await ConsoleHost.StartAsync(options => options.RootPath = rootPath, mount: mount);
        await using Visit visit = await chromium.VisitAsync(host, Device.Desktop, rootPath + mount + "/");
        await visit.SucceedAsync("greet");
        await Expect(visit.Lines).ToHaveCountAsync(2);
        await visit.Page.ReloadAsync();
        await Expect(visit.Lines).ToHaveCountAsync(2);
        await visit.Page.Locator(".close-btn").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(host.Address + rootPath + mount + "/");
    }

    private sealed class NoActions() : CompiledCatalog([])
    {
        protected override ReadOnlySpan<byte> DescriptorOf(int index) => throw new ArgumentOutOfRangeException(nameof(index));

        protected override ValueTask InvokeAsync(int index, ActionInvocation invocation) => throw new ArgumentOutOfRangeException(nameof(index));
    }
}
