using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Tinpot.WebConsole.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tinpot.WebConsole.Tests;

/// <summary>Time limits, further attempts, and where an action runs.</summary>
public sealed class LimitTests(Chromium chromium, SharedHost shared)
{
    private const string Id = "0195e6a0-0000-7000-8000-000000000001";

    [Fact]
    public async Task A_card_says_what_limits_its_action()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await Expect(visit.Card("succeed_later").Locator(".card-limits"))
            .ToHaveTextAsync("Stopped after 1 min 30 s · tried 1 more time if it fails · runs in the host process");
        await Expect(visit.Card("parts").Locator(".card-limits")).ToHaveTextAsync("At most 2 at a time per attempt, another is refused · stopped after 10 min");
    }

    [Fact]
    public async Task The_log_says_why_an_attempt_failed_between_its_lines_and_those_of_the_next()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Phone);
        await visit.SucceedAsync("succeed_later");
        await Expect(visit.Result).ToHaveTextAsync("2");
        await Expect(visit.Modal.Locator("tinpot-facts")).ToContainTextAsync("Attempt 2");
        await Expect(visit.Log.Locator(".log-attempt")).ToContainTextAsync("Attempt 1 failed: The door is <b>stuck</b>.");
        await Expect(visit.Log.Locator(".log-attempt")).ToContainTextAsync("The next attempt is due at");
        await Expect(visit.Modal.Locator("tinpot-next-attempt")).ToBeHiddenAsync();

        await Expect(visit.Log.Locator(".log-lines > .log-attempt ~ details.call .log-line")).ToHaveTextAsync("Pushing for the 2. time");
        await Expect(visit.Log.Locator(".log-lines > details.call:has(~ .log-attempt) .log-line")).ToHaveTextAsync("Pushing for the 1. time");
    }

    [Theory]
    [MemberData(nameof(Device.Names), MemberType = typeof(Device))]
    public async Task Waiting_for_another_attempt_says_why_and_when(string device)
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Named(device));
        string due = DateTimeOffset.UtcNow.AddMinutes(4).ToString("O");
        await ReplayAsync(visit, "RETRY", "process",
            """{"type":"log","data":{"timestamp":"2026-01-01T00:00:00Z","line":1,"level":"INFO","message":"Knocking","call_depth":0,"call_id":"0","stream":"stdout"}}""",
            $$$"""{"type":"state","data":{"state":"RETRY","attempt":1,"retry_at":"{{{due}}}","error":{"type":"timeout","message":"Nobody opened.","reason":"timeout","stack":null} } }""");
        await visit.ExpectStatusAsync("waiting", "Waiting to retry");

        ILocator next = visit.Modal.Locator("tinpot-next-attempt");
        await Expect(next).ToContainTextAsync("Attempt 1 failed: Nobody opened.");
        await Expect(next.Locator("time")).ToHaveAttributeAsync("datetime", due);
        await Expect(next).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@", in 3 min \d+ s|, in 4 min"));
        await Expect(visit.Modal.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeVisibleAsync();
        Assert.Empty(await Accessibility.ViolationsAsync(visit.Page));
    }

    [Fact]
    public async Task What_went_past_the_console_is_marked_raw()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await ReplayAsync(visit, "STARTED", "process",
            """{"type":"log","data":{"timestamp":"2026-01-01T00:00:00Z","line":1,"level":"INFO","message":"from a library","call_depth":0,"call_id":"0","stream":"raw"}}""");
        await Expect(visit.Lines).ToHaveTextAsync("from a library");
        await Expect(visit.Lines).ToHaveAttributeAsync("data-mark", "raw");
    }

    [Theory]
    [InlineData("process", "If it does not stop in time, it is killed")]
    [InlineData("in_process", "it stops only if it observes its cancellation token")]
    public async Task A_cancel_says_what_it_can_do(string isolation, string said)
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await ReplayAsync(visit, "STARTED", isolation);
        await visit.ExpectStatusAsync("running", "Running");
        ILocator facts = visit.Modal.Locator("tinpot-facts");
        await Expect(facts).ToContainTextAsync("Time limit 1 min 30 s");
        await Expect(facts.GetByText("inside the host")).ToHaveCountAsync(isolation == "process" ? 0 : 1);
        await Expect(visit.Modal.Locator(".stopping")).ToBeHiddenAsync();

        await visit.PressAsync("Cancel");
        await visit.ExpectStatusAsync("running", "Cancelling…");
        await Expect(visit.Modal.Locator(".stopping")).ToContainTextAsync(said);
    }

    /// <summary>Opens an execution that tells just this, for as long as anyone looks.</summary>
    private static async Task ReplayAsync(Visit visit, string state, string isolation, params string[] events)
    {
        var record = new JsonObject
        {
            ["execution_id"] = Id,
            ["action_name"] = "succeed_later",
            ["state"] = state,
            ["attempt"] = 1,
            ["queue"] = "default",
            ["started_at"] = DateTimeOffset.UtcNow.ToString("O"),
            ["parameters"] = new JsonObject(),
        };
        string stream = $$"""data: {"type":"connected","execution_id":"{{Id}}","action_name":"succeed_later","state":"{{state}}"}""" + "\n\n"
            + string.Concat(events.Select((data, i) => $"id: 1-{i + 1}\ndata: {data}\n\n"));
        await visit.Page.RouteAsync($"**/api/executions/{Id}", route => AnswerAsync(route, record.ToJsonString()));
        await visit.Page.RouteAsync($"**/api/executions/{Id}/cancel", route => AnswerAsync(route, """{"status":"cancelling"}"""));
        await visit.Page.RouteAsync($"**/api/executions/{Id}/stream", route => AnswerAsync(route, stream, "text/event-stream"));
        await visit.Page.RouteAsync("**/api/actions/succeed_later", async route =>
        {
            IAPIResponse answer = await route.FetchAsync();
            JsonNode action = JsonNode.Parse(await answer.TextAsync())!;
            action["isolation"] = isolation;
            await AnswerAsync(route, action.ToJsonString());
        });
        await visit.Page.GotoAsync($"{new Uri(visit.Page.Url).GetLeftPart(UriPartial.Authority)}/?execution={Id}");
    }

    private static Task AnswerAsync(IRoute route, string body, string type = "application/json") =>
        route.FulfillAsync(new() { ContentType = type, Body = body });
}
