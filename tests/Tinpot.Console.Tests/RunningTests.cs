using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tinpot.WebConsole.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tinpot.WebConsole.Tests;

/// <summary>From a card to an outcome.</summary>
public sealed class RunningTests(Chromium chromium, SharedHost shared)
{
    [Theory]
    [MemberData(nameof(Device.Names), MemberType = typeof(Device))]
    public async Task An_action_runs_from_its_card_to_its_result(string device)
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Named(device));
        await Expect(visit.Page).ToHaveTitleAsync(new Regex("Tinpot"));
        await Expect(visit.Page.Locator("h1")).ToContainTextAsync("Tinpot");
        await Expect(visit.Page.Locator(".action-group h2").Filter(new() { HasText = "Greetings" })).ToBeVisibleAsync();

        await Expect(visit.Input("greet", "times")).ToHaveValueAsync("2");
        await visit.Input("greet", "name").FillAsync("Ada");
        await visit.SucceedAsync("greet");

        await Expect(visit.Modal).ToBeVisibleAsync();
        await Expect(visit.Lines).ToHaveTextAsync(["Hello Ada, 1 of 2", "Hello Ada, 2 of 2"]);
        await Expect(visit.Status).ToHaveTextAsync("Success");
        await Expect(visit.Result).ToHaveTextAsync("{\n  \"text\": \"Hello Ada\",\n  \"times\": 2\n}", new() { UseInnerText = true });

        await visit.Page.Locator(".close-btn").ClickAsync();
        await Expect(visit.Modal).ToBeHiddenAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/$"));
    }

    [Fact]
    public async Task A_nested_call_is_a_step_with_arguments_lines_duration_and_status()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.SucceedAsync("greet_nested");

        ILocator step = visit.Log.Locator("details.call");
        await Expect(step).ToHaveCountAsync(1);
        await Expect(step.Locator("summary .call-name")).ToHaveTextAsync("greet");
        await Expect(step.Locator("summary .call-arguments")).ToHaveTextAsync("name: \"nested\", times: 3");
        await Expect(step.Locator("summary .badge")).ToHaveTextAsync("Success");
        await Expect(step.Locator("summary .call-facts")).ToHaveTextAsync(new Regex(@"^\d+(\.\d)? m?s$"));
        await Expect(step.Locator(".log-line")).ToHaveTextAsync(["Hello nested, 1 of 3", "Hello nested, 2 of 3", "Hello nested, 3 of 3"]);
        await Expect(visit.Lines).ToHaveTextAsync(
            ["Before the call", "Hello nested, 1 of 3", "Hello nested, 2 of 3", "Hello nested, 3 of 3", "After the call"]);
    }

    [Fact]
    public async Task A_failure_shows_its_error_its_stack_and_what_went_to_the_error_stream()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Phone);
        await visit.PressRunAsync("fail");
        await visit.ExpectStatusAsync("error", "Failed");

        await Expect(visit.Modal.Locator(".failure h3")).ToHaveTextAsync("System.InvalidOperationException");
        await Expect(visit.Modal.Locator(".failure-message")).ToHaveTextAsync("The vault is closed.");
        await Expect(visit.Modal.Locator(".failure details pre")).ToBeHiddenAsync();
        await visit.Modal.Locator(".failure summary").ClickAsync();
        await Expect(visit.Modal.Locator(".failure details pre")).ToContainTextAsync("Troubles.Fail");
        await Expect(visit.Lines.Filter(new() { HasText = "It does not open" })).ToHaveAttributeAsync("data-mark", "stderr");
        await Expect(visit.Log.Locator(".level-error").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_long_message_shows_its_first_line_and_the_rest_on_a_click()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Phone);
        await visit.PressRunAsync("fail_at_length");
        await visit.ExpectStatusAsync("error", "Failed");

        await Expect(visit.Modal.Locator(".failure-message")).ToHaveTextAsync("Reason 1");
        ILocator more = visit.Modal.Locator(".failure details").First;
        await Expect(more.Locator("pre")).ToBeHiddenAsync();
        await more.GetByText("39 more lines").ClickAsync();
        await Expect(more.Locator("pre")).ToContainTextAsync("Reason 40");
    }

    [Fact]
    public async Task Cancel_stops_a_running_action_and_says_so()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Phone);
        await visit.PressRunAsync("wait_forever");
        await visit.ExpectStatusAsync("running", "Running");
        await Expect(visit.Lines).ToHaveTextAsync("Waiting");
        await Expect(visit.Modal.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await Expect(visit.Modal.Locator(".execution-progress")).ToContainTextAsync("25 %");

        await visit.PressAsync("Cancel");
        await visit.ExpectStatusAsync("cancelled", "Cancelled");
        await Expect(visit.Modal.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Cancel_is_told_at_once_and_outlives_a_reload_while_the_action_goes_on()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.PressRunAsync("ignore_cancel");
        await Expect(visit.Lines).ToHaveTextAsync("Busy");
        // A reload takes along a request that is still on its way
        await visit.Page.RunAndWaitForResponseAsync(() => visit.PressAsync("Cancel"), "**/cancel");
        await visit.ExpectStatusAsync("running", "Cancelling…");
        await visit.Page.ReloadAsync();
        await visit.ExpectStatusAsync("running", "Cancelling…");
        Actions.Gate.Open();
        await visit.ExpectStatusAsync("success", "Success");
    }

    [Fact]
    public async Task Work_without_a_worker_waits_and_can_be_cancelled_without_running()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.PressRunAsync("wait_in_queue");
        await visit.ExpectStatusAsync("waiting", "Waiting");
        await Expect(visit.Log.Locator(".log-lines")).ToHaveAttributeAsync("data-empty", "No worker serves queue nobody. It waits until one does.");
        await visit.PressAsync("Cancel");
        await visit.ExpectStatusAsync("cancelled", "Cancelled");
    }

    [Fact]
    public async Task Run_again_starts_another_execution_with_the_same_arguments()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.Input("greet", "name").FillAsync("Grace");
        await visit.SucceedAsync("greet");
        string first = visit.Page.Url;
        await visit.PressAsync("Run again");
        await Expect(visit.Page).Not.ToHaveURLAsync(first);
        await visit.ExpectStatusAsync("success", "Success");
        await Expect(visit.Lines.First).ToHaveTextAsync("Hello Grace, 1 of 2");
    }

    [Fact]
    public async Task A_secret_is_typed_unseen_shown_masked_and_asked_for_again_by_a_rerun()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await Expect(visit.Input("use_secret", "token")).ToHaveAttributeAsync("type", "password");
        await visit.Input("use_secret", "token").FillAsync("hunter2hunter2");
        await visit.SucceedAsync("use_secret");
        await Expect(visit.Result).ToHaveTextAsync("14");
        await Expect(visit.Modal.Locator(".execution-arguments")).ToHaveTextAsync("token: \"***\"");
        Assert.DoesNotContain("hunter2", await visit.Modal.InnerHTMLAsync(), StringComparison.Ordinal);

        await visit.PressAsync("Run again");
        await Expect(visit.Modal.Locator(".notice")).ToContainTextAsync("token");
    }

    [Fact]
    public async Task A_double_click_starts_one_execution()
    {
        await using ConsoleHost host = await ConsoleHost.StartAsync();
        await using Visit visit = await chromium.VisitAsync(host, Device.Desktop);
        int posts = 0;
        var keys = new HashSet<string>();
        visit.Page.Request += (_, request) =>
        {
            if (!request.Url.EndsWith("/execute", StringComparison.Ordinal)) return;
            posts++;
            keys.Add(request.Headers.GetValueOrDefault("idempotency-key", ""));
        };
        await visit.Card("greet").Locator(".btn-primary").DblClickAsync();
        await visit.ExpectStatusAsync("success", "Success");
        Assert.Equal(1, posts);
        Assert.Matches("^[0-9a-f]{32}$", keys.Single());
    }
}
