using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tinpot.WebConsole.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tinpot.WebConsole.Tests;

/// <summary>The live log: long, lively, interrupted, hostile.</summary>
public sealed partial class LogTests(Chromium chromium, SharedHost shared)
{
    [Fact]
    public async Task A_long_log_keeps_a_window_of_its_last_lines_on_the_page_and_links_to_all_of_it()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Phone);
        await visit.PressRunAsync("flood");
        await Expect(visit.Status).ToHaveTextAsync("Success", new() { Timeout = 60_000 });
        await Expect(visit.Lines.Last).ToHaveTextAsync("line 20000");
        await Expect(visit.Lines.Last).ToBeInViewportAsync();
        await Expect(visit.Lines).ToHaveCountAsync(5000);
        await Expect(visit.Lines.First).ToHaveTextAsync("line 15001");
        await Expect(visit.Log.Locator(".log-note")).ToContainTextAsync("15,000 earlier lines");

        string? whole = await visit.Log.Locator(".log-note a").GetAttributeAsync("href");
        IAPIResponse log = await visit.Page.Context.APIRequest.GetAsync($"/{whole}");
        Assert.Equal(20_000, LineEnd().Count(await log.TextAsync()));
    }

    [Fact]
    public async Task Items_are_a_list_that_grows_while_the_action_runs()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.Input("scan", "last").UncheckAsync();
        await visit.PressRunAsync("scan");
        ILocator items = visit.Modal.Locator(".item");
        await Expect(items).ToHaveTextAsync([
            """{"file":"/srv/data/part-0.db","bytes":0,"notes":["clean"]}""",
            """{"file":"/srv/data/part-1.db","bytes":1000000007,"notes":["old","<b>large</b>"]}""",
            """{"file":"/srv/data/part-2.db","bytes":2000000014,"notes":["clean"]}""",
        ]);
        await Expect(visit.Modal.Locator(".items-count")).ToHaveTextAsync("3");
        await visit.ExpectStatusAsync("running", "Running");
        await visit.PressAsync("Cancel");
        await visit.ExpectStatusAsync("cancelled", "Cancelled");
        await Expect(items).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_long_list_of_items_keeps_its_last_ones_on_the_page()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Phone);
        await visit.Input("scan", "items").FillAsync("5000");
        await visit.SucceedAsync("scan");
        ILocator items = visit.Modal.Locator(".item");
        await Expect(items).ToHaveCountAsync(500);
        await Expect(items.Last).ToContainTextAsync("part-4999.db");
        await Expect(items.Last).ToBeInViewportAsync();
        await Expect(visit.Modal.Locator(".items-note")).ToContainTextAsync("4,500 earlier items");
        await Expect(visit.Result).ToContainTextAsync("\"items\": 5000");

        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.SucceedAsync("greet");
        await Expect(items.First).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_log_follows_its_end_until_it_is_scrolled_up_and_again_when_asked()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.PressRunAsync("drip");
        await Expect(visit.Lines.Nth(59)).ToHaveTextAsync("drop 60");
        await Expect(visit.Lines.First).Not.ToBeInViewportAsync();
        await Expect(visit.Lines.Last).ToBeInViewportAsync();

        await visit.Log.EvaluateAsync("log => log.scrollTop = 0");
        ILocator more = visit.Modal.Locator(".log-more");
        await Expect(more).ToHaveTextAsync(new Regex(@"^\d+ new lines?$"));
        await Expect(visit.Lines.First).ToBeInViewportAsync();
        await more.ClickAsync();
        await Expect(more).ToBeHiddenAsync();
        await Expect(visit.Lines.Last).ToBeInViewportAsync();
        await visit.PressAsync("Cancel");
        await visit.ExpectStatusAsync("cancelled", "Cancelled");
    }

    [Fact]
    public async Task A_deep_link_shows_everything_so_far_and_goes_on()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Phone);
        await visit.PressRunAsync("drip");
        await Expect(visit.Lines.Nth(20)).ToBeVisibleAsync();
        Assert.Matches(@"\?execution=[0-9a-f-]{36}$", visit.Page.Url);

        await visit.Page.ReloadAsync();
        await Expect(visit.Modal).ToBeVisibleAsync();
        await Expect(visit.Lines.Nth(50)).ToHaveTextAsync("drop 51");
        await Expect(visit.Lines.First).ToHaveTextAsync("drop 1");
        await visit.PressAsync("Cancel");
        await visit.ExpectStatusAsync("cancelled", "Cancelled");

        await visit.Page.ReloadAsync();
        await visit.ExpectStatusAsync("cancelled", "Cancelled");
        await Expect(visit.Lines.First).ToHaveTextAsync("drop 1");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Modal).ToBeHiddenAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/$"));
    }

    [Fact]
    public async Task Back_closes_the_dialog_and_forward_opens_it_again()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.SucceedAsync("greet");
        await visit.Page.GoBackAsync();
        await Expect(visit.Modal).ToBeHiddenAsync();
        await visit.Page.GoForwardAsync();
        await Expect(visit.Modal).ToBeVisibleAsync();
        await Expect(visit.Lines).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task An_execution_nobody_knows_is_told_as_such()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop, "/?execution=01900000-0000-7000-8000-000000000000");
        await Expect(visit.Modal.Locator("h2")).ToHaveTextAsync("Unknown execution");
        await Expect(visit.Modal.Locator(".notice")).ToContainTextAsync("retention has removed the execution");
    }

    [Fact]
    public async Task A_lost_connection_costs_no_line_and_repeats_none()
    {
        await using var cable = new Cable();
        await using ConsoleHost host = await ConsoleHost.StartAsync(options => options.Hosts = [cable.Authority]);
        cable.Target = new Uri(host.Address).Port;
        await using Visit visit = await chromium.VisitAsync(host, Device.Desktop, cable.Address);
        await visit.Card("drip").Locator("[data-param=lines]").FillAsync("300");
        await visit.PressRunAsync("drip");
        await Expect(visit.Lines.Nth(20)).ToBeVisibleAsync();
        cable.Cut();
        await Expect(visit.Modal.Locator(".notice")).ToContainTextAsync("connection is lost");
        cable.Mend();
        await visit.ExpectStatusAsync("success", "Success");
        await Expect(visit.Lines).ToHaveTextAsync(Enumerable.Range(1, 300).Select(i => $"drop {i}"));
        await Expect(visit.Modal.Locator(".notice")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_does_not_hide_that_the_connection_is_lost()
    {
        var (reads, read) = (0, new TaskCompletionSource());
        await using var cable = new Cable();
        await using ConsoleHost host = await ConsoleHost.StartAsync(options => options.Hosts = [cable.Authority]);
        cable.Target = new Uri(host.Address).Port;
        await using Visit visit = await chromium.VisitAsync(host, Device.Desktop, cable.Address);
        // The first reading is older than the stream, so there is a second, and it fails when the connection is lost already
        await visit.Page.RouteAsync("**/api/executions/*", async route =>
        {
            if (reads++ == 0)
            {
                string record = await (await route.FetchAsync()).TextAsync();
                await route.FulfillAsync(new() { ContentType = "application/json", Body = record.Replace("STARTED", "PENDING", StringComparison.Ordinal) });
                return;
            }
            await read.Task;
            await route.AbortAsync();
        });
        await visit.Card("drip").Locator("[data-param=lines]").FillAsync("300");
        await visit.PressRunAsync("drip");
        await Expect(visit.Lines.Nth(1)).ToBeVisibleAsync();

        cable.Cut();
        await Expect(visit.Modal.Locator(".notice")).ToContainTextAsync("connection is lost");
        read.SetResult();
        await Expect(visit.Page.GetByText("Tinpot cannot be reached. Reconnecting")).ToBeVisibleAsync();

        await Expect(visit.Modal.Locator(".notice")).ToContainTextAsync("connection is lost");
    }

    [Fact]
    public async Task A_proxy_that_answers_for_the_host_ends_nothing_and_repeats_nothing()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.SucceedAsync("greet_nested");
        await Expect(visit.Lines).ToHaveCountAsync(5);
        string[] lines = [.. await visit.Lines.AllTextContentsAsync()];
        int requests = 0;
        await visit.Page.RouteAsync("**/stream", async route =>
        {
            // Some of it, then an answer at which a browser gives up, then the whole from its start
            switch (++requests)
            {
                case 1:
                    IAPIResponse whole = await route.FetchAsync();
                    string text = await whole.TextAsync();
                    int end = text.IndexOf("\n\n", text.IndexOf("\"log\"", StringComparison.Ordinal), StringComparison.Ordinal) + 2;
                    await route.FulfillAsync(new() { Response = whole, Body = text[..end] });
                    break;
                case 2:
                    await route.FulfillAsync(new() { Status = 502 });
                    break;
                default:
                    await route.ContinueAsync();
                    break;
            }
        });
        await visit.Page.ReloadAsync();
        await Expect(visit.Modal.Locator(".notice")).ToContainTextAsync("connection is lost");
        await Expect(visit.Lines).ToHaveTextAsync(lines);
        await Expect(visit.Log.Locator("details.call")).ToHaveCountAsync(1);
        Assert.True(requests >= 3);
    }

    [Fact]
    public async Task A_line_that_comes_in_parts_is_one_line()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.PressRunAsync("write_parts");
        await Expect(visit.Lines).ToHaveTextAsync("Slowly");
        Actions.Parts.Next.Release();
        await Expect(visit.Lines).ToHaveTextAsync(["Slowly done", "10 %"]);
        Actions.Parts.Next.Release();
        await visit.ExpectStatusAsync("success", "Success");
        await Expect(visit.Lines).ToHaveTextAsync(["Slowly done", "100 %", new string('x', 150_000), "End"]);
        await Expect(visit.Modal.Locator("[role=status]")).ToContainTextAsync("4 lines of output");
        await Expect(visit.Log.Locator(".log-note")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Calls_that_are_only_counted_are_told_as_a_count()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.SucceedAsync("call_often");
        await Expect(visit.Log.Locator("details.call")).ToHaveCountAsync(1000);
        await Expect(visit.Log.Locator(".log-gap")).ToContainTextAsync("hostile_callee was called 10 more times");
    }

    [Fact]
    public async Task Nothing_an_action_says_becomes_markup_or_script()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await Expect(visit.Card("hostile").Locator(".card-text")).ToContainTextAsync("<script>window.harm=2</script>");
        await Expect(visit.Field("hostile", "text").Locator(".field-help")).ToContainTextAsync("<b onclick=");
        await visit.SucceedAsync("hostile");
        await Expect(visit.Lines).ToHaveTextAsync(
        [
            "<img src=x onerror=\"window.harm=4\">",
            "<script>window.harm=5</script>",
            "red and a link",
            "turned ⟨U+202E⟩gnp.exe",
            "</div></details><script>window.harm=7</script>",
        ]);
        await Expect(visit.Result).ToContainTextAsync("<script>window.harm=8</script>");
        await Expect(visit.Log.Locator(".call-arguments")).ToContainTextAsync("<img src=x");
        await Expect(visit.Log.Locator(".ansi-fg-1")).ToHaveTextAsync("red");
        Assert.Equal(0, await visit.Page.Locator("main img, dialog img, main b, dialog b, dialog a[href^=javascript]").CountAsync());
        Assert.Equal(0, await visit.Page.Locator("body script").CountAsync());
        Assert.True(await visit.Page.EvaluateAsync<bool>("window.harm === undefined"));
    }

    [Fact]
    public async Task A_string_cannot_become_markup_even_by_mistake()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        visit.Tolerated = "This document requires 'TrustedHTML'";
        string refused = await visit.Page.EvaluateAsync<string>(
            "() => { try { document.body.insertAdjacentHTML('beforeend', '<p>'); return 'taken'; } catch (error) { return error.name; } }");
        Assert.Equal("TypeError", refused);
    }

    [GeneratedRegex("\n")]
    private static partial Regex LineEnd();
}
