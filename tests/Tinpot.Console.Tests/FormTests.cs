using System.Text.Json;
using Microsoft.Playwright;
using Tinpot.WebConsole.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tinpot.WebConsole.Tests;

/// <summary>Forms: a widget per type, defaults that run as shown, errors where they belong.</summary>
public sealed class FormTests(Chromium chromium, SharedHost shared)
{
    [Fact]
    public async Task Error_that_goes_away_while_the_button_below_is_pressed_does_not_take_the_click_with_it()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Phone);
        await visit.Input("greet", "times").FillAsync("11");
        await visit.PressRunAsync("greet");
        await Expect(visit.Field("greet", "times").Locator(".field-error")).ToContainTextAsync("10");
        await visit.Input("greet", "times").FillAsync("1");

        // Near the lower edge: without the error the button moves up
        ILocator button = visit.Card("greet").Locator(".btn-primary");
        await button.HoverAsync(new() { Position = new() { X = 10, Y = 40 } });
        await visit.Page.RunAndWaitForResponseAsync(() => visit.Page.Mouse.DownAsync(), "**/validate");
        await visit.Page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        await visit.Page.Mouse.UpAsync();

        await visit.ExpectStatusAsync("success", "Success");
    }

    [Fact]
    public async Task What_the_host_refuses_stands_at_its_field_which_gets_the_focus()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Phone);
        await visit.Input("greet", "times").FillAsync("11");
        await visit.PressRunAsync("greet");

        await Expect(visit.Field("greet", "times").Locator(".field-error")).ToContainTextAsync("10");
        await Expect(visit.Input("greet", "times")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(visit.Input("greet", "times")).ToBeFocusedAsync();
        await Expect(visit.Input("greet", "times")).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("How often.*10"));
        await Expect(visit.Field("greet", "name").Locator(".field-error")).ToBeEmptyAsync();
        await Expect(visit.Modal).ToBeHiddenAsync();

        await visit.Input("greet", "times").FillAsync("1");
        await visit.SucceedAsync("greet");
    }

    [Fact]
    public async Task Every_field_with_an_error_shows_it_and_the_first_is_focused()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.Input("send_letter", "code").EvaluateAsync("input => input.removeAttribute('maxlength')");
        await visit.Input("send_letter", "code").FillAsync("too long");
        await visit.PressRunAsync("send_letter");
        await Expect(visit.Field("send_letter", "address").Locator(".field-error")).Not.ToBeEmptyAsync();
        await Expect(visit.Field("send_letter", "code").Locator(".field-error")).Not.ToBeEmptyAsync();
        await Expect(visit.Input("send_letter", "address")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_field_that_is_left_says_what_the_host_would_and_no_other_does()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.Input("greet", "times").FillAsync("0");
        await visit.Input("greet", "name").FocusAsync();
        await Expect(visit.Field("greet", "times").Locator(".field-error")).Not.ToBeEmptyAsync();
        await visit.Input("greet", "times").FillAsync("3");
        await visit.Input("greet", "name").FocusAsync();
        await Expect(visit.Field("greet", "times").Locator(".field-error")).ToBeEmptyAsync();

        await visit.Input("send_letter", "code").FillAsync("B2");
        await visit.Input("greet", "name").FocusAsync();
        await Expect(visit.Field("send_letter", "code").Locator(".field-error")).ToBeEmptyAsync();
        await Expect(visit.Field("send_letter", "address").Locator(".field-error")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task What_is_no_number_or_no_JSON_is_told_without_asking_the_host()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.Input("greet", "times").FillAsync("");
        await visit.PressRunAsync("greet");
        await Expect(visit.Field("greet", "times").Locator(".field-error")).ToContainTextAsync("default is 2");

        await OpenOptionsAsync(visit);
        await visit.Input("echo_everything", "endpoint").FillAsync("{ \"host\": ");
        await visit.PressRunAsync("echo_everything");
        await Expect(visit.Field("echo_everything", "endpoint").Locator(".field-error")).ToContainTextAsync("not JSON");
        await Expect(visit.Input("echo_everything", "endpoint")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Numbers_keep_every_digit_from_the_declaration_to_the_form_to_the_action_and_back()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await Expect(visit.Input("echo_numbers", "big")).ToHaveValueAsync("9007199254740993");
        await visit.Input("echo_numbers", "big").FillAsync("9223372036854775807");
        await visit.Input("echo_numbers", "ratio").FillAsync("0.1000000000000000000000000001");
        await visit.SucceedAsync("echo_numbers");
        await Expect(visit.Lines).ToHaveTextAsync("9223372036854775807 0.1000000000000000000000000001");
        await Expect(visit.Result).ToContainTextAsync("\"big\": 9223372036854775807,");
        await Expect(visit.Result).ToContainTextAsync("\"ratio\": 0.1000000000000000000000000001,");
        await Expect(visit.Modal.Locator(".execution-arguments")).ToContainTextAsync("big: 9223372036854775807, ratio: 0.1000000000000000000000000001");
    }

    [Fact]
    public async Task Each_type_has_its_widget_and_the_defaults_run_as_they_are_shown()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await OpenOptionsAsync(visit);
        ILocator Input(string name) => visit.Input("echo_everything", name);
        await Expect(Input("loudness")).ToHaveValueAsync("normal");
        await Expect(Input("rights").GetByLabel("read")).ToBeCheckedAsync();
        await Expect(Input("rights").GetByLabel("write")).Not.ToBeCheckedAsync();
        await Expect(Input("day")).ToHaveAttributeAsync("type", "date");
        await Expect(Input("dry")).ToBeCheckedAsync();
        await Expect(Input("dry")).ToHaveAttributeAsync("role", "switch");
        await visit.SucceedAsync("echo_everything");
        JsonElement untouched = await ResultAsync(visit);
        Assert.Equal("normal", untouched.GetProperty("loudness").GetString());
        Assert.Equal(["read"], untouched.GetProperty("rights").EnumerateArray().Select(right => right.GetString()!));
        Assert.True(untouched.GetProperty("dry").GetBoolean());
        Assert.Equal(JsonValueKind.Null, untouched.GetProperty("day").ValueKind);
        await visit.Page.Keyboard.PressAsync("Escape");

        await Input("loudness").SelectOptionAsync("loud");
        await Input("rights").GetByLabel("write").CheckAsync();
        await Input("tags").GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await visit.Page.Keyboard.TypeAsync("first");
        await Input("tags").GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await visit.Page.Keyboard.TypeAsync("second");
        await Input("tags").GetByRole(AriaRole.Button, new() { Name = "Remove tags 1" }).ClickAsync();
        await Input("day").FillAsync("2026-02-28");
        await Input("notes").FillAsync("one\ntwo");
        await Input("endpoint").FillAsync("{ \"host\": \"db\", \"port\": 5432 }");
        await visit.Card("echo_everything").GetByText("dry", new() { Exact = true }).ClickAsync();
        await Input("maybe").SelectOptionAsync("Yes");
        await visit.SucceedAsync("echo_everything");
        JsonElement result = await ResultAsync(visit);
        Assert.Equal("loud", result.GetProperty("loudness").GetString());
        Assert.Equal(["read", "write"], result.GetProperty("rights").EnumerateArray().Select(right => right.GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(["second"], result.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!));
        Assert.Equal("2026-02-28", result.GetProperty("day").GetString());
        Assert.Equal("one\ntwo", result.GetProperty("notes").GetString());
        Assert.Equal(5432, result.GetProperty("endpoint").GetProperty("port").GetInt32());
        Assert.False(result.GetProperty("dry").GetBoolean());
        Assert.True(result.GetProperty("maybe").GetBoolean());
    }

    private static Task OpenOptionsAsync(Visit visit) => visit.Card("echo_everything").Locator(".more-fields summary").ClickAsync();

    private static async Task<JsonElement> ResultAsync(Visit visit) => JsonElement.Parse((await visit.Result.TextContentAsync())!);
}
