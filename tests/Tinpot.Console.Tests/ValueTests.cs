using System.Text.Json;
using Microsoft.Playwright;
using Tinpot.WebConsole.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tinpot.WebConsole.Tests;

/// <summary>What the action gets is what its default says, or what was typed or pasted.</summary>
public sealed class ValueTests(Chromium chromium, SharedHost shared)
{
    private const string DecomposedAccent = "e\u0301";

    [Fact]
    public async Task A_default_that_is_not_touched_is_not_sent()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);

        IRequest request = await visit.Page.RunAndWaitForRequestAsync(() => visit.SucceedAsync("echo_texts"), "**/execute");

        Assert.DoesNotContain("body", request.PostData, StringComparison.Ordinal);
        Assert.Equal(["a\nb", "a\rb", "x"], await TextsAsync(visit));
    }

    [Fact]
    public async Task Line_ends_of_a_value_stay_when_another_is_changed_and_when_it_is_edited()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await Expect(visit.Input("echo_texts", "body")).ToHaveValueAsync("a\nb");
        await Expect(visit.Input("echo_texts", "returned")).ToHaveValueAsync("\"a\\rb\"");
        await visit.Input("echo_texts", "body").FillAsync("one\ntwo\n");
        await visit.Input("echo_texts", "returned").FillAsync("\"c\\r\\nd\"");

        await visit.SucceedAsync("echo_texts");

        Assert.Equal(["one\ntwo\n", "c\r\nd", "x"], await TextsAsync(visit));
    }

    [Theory]
    [InlineData("key")]
    [InlineData("other")]
    public async Task A_secret_of_several_lines_is_pasted_whole_and_stays_hidden(string parameter)
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.Input("count_lines", "key").FillAsync("one");
        await PasteAsync(visit.Input("count_lines", parameter), "-----BEGIN KEY-----\nabc\n-----END KEY-----");
        ILocator input = visit.Input("count_lines", parameter);
        await Expect(input).ToHaveJSPropertyAsync("tagName", "TEXTAREA");
        await Expect(input).ToHaveCSSAsync("-webkit-text-security", "disc");
        await Expect(input).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex($"^{parameter}"));

        await visit.SucceedAsync("count_lines");

        Assert.Equal(parameter == "key" ? "[3,0]" : "[1,3]", JsonSerializer.Serialize(await visit.Result.EvaluateAsync<int[]>("result => JSON.parse(result.textContent)")));
    }

    [Theory]
    [InlineData("count_lines", "other")]
    [InlineData("greet", "name")]
    public async Task A_text_of_several_lines_is_dropped_whole(string action, string parameter)
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.Input(action, parameter).FillAsync("");
        await DropAsync(visit.Page, visit.Input(action, parameter), "one\ntwo");

        await Expect(visit.Input(action, parameter)).ToHaveValueAsync("one\ntwo");
    }

    [Fact]
    public async Task A_line_that_is_pasted_with_its_end_stays_one_line()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await PasteAsync(visit.Input("echo_texts", "mark"), "ab\n");

        await Expect(visit.Input("echo_texts", "mark")).ToHaveJSPropertyAsync("tagName", "INPUT");
    }

    [Theory]
    [InlineData("😀a")]
    [InlineData(DecomposedAccent)]
    public async Task A_text_within_its_length_is_taken_as_the_host_counts_it(string mark)
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.Input("echo_texts", "mark").FillAsync(mark);

        await visit.SucceedAsync("echo_texts");

        Assert.Equal(mark, (await TextsAsync(visit))[2]);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_told_and_not_cut()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.Input("echo_texts", "mark").ClickAsync();
        await visit.Page.Keyboard.PressAsync("Control+a");
        await visit.Page.Keyboard.InsertTextAsync("abc");
        await visit.PressRunAsync("echo_texts");

        await Expect(visit.Field("echo_texts", "mark").Locator(".field-error")).ToContainTextAsync("2");
        await Expect(visit.Input("echo_texts", "mark")).ToHaveValueAsync("abc");
    }

    /// <summary>In Europe/Berlin.</summary>
    [Theory]
    [InlineData("2026-07-01T12:00", null, "2026-07-01T12:00:00.0000000+02:00 10:00:00", "UTC+02:00")]
    [InlineData("2026-10-25T02:30", 0, "2026-10-25T02:30:00.0000000+02:00 00:30:00", "")]
    [InlineData("2026-10-25T02:30", 1, "2026-10-25T02:30:00.0000000+01:00 01:30:00", "")]
    [InlineData("2026-10-25T03:00", null, "2026-10-25T03:00:00.0000000+01:00 02:00:00", "UTC+01:00")]
    [InlineData("2026-03-29T03:00", null, "2026-03-29T03:00:00.0000000+02:00 01:00:00", "UTC+02:00")]
    [InlineData("1890-01-01T12:00", null, "1890-01-01T11:06:32.0000000+00:00 11:06:32", "UTC+00:53:28")]
    public async Task A_local_time_is_the_instant_that_is_shown(string local, int? offset, string told, string note)
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.Input("tell_instant", "when").FillAsync(local);
        ILocator field = visit.Field("tell_instant", "when");
        await Expect(field.Locator(".note")).ToContainTextAsync(note);
        if (offset is { } index)
        {
            await Expect(field.Locator("option")).ToHaveTextAsync(["UTC+02:00 (first)", "UTC+01:00 (second)"]);
            await field.GetByLabel("Offset from UTC").SelectOptionAsync(new SelectOptionValue { Index = index });
        }
        else
        {
            await Expect(field.GetByLabel("Offset from UTC")).ToBeHiddenAsync();
        }

        await visit.SucceedAsync("tell_instant");

        await Expect(visit.Result).ToContainTextAsync(told);
    }

    [Fact]
    public async Task A_local_time_that_does_not_exist_is_refused()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Desktop);
        await visit.Input("tell_instant", "when").FillAsync("2026-03-29T02:30");
        await visit.PressRunAsync("tell_instant");

        await Expect(visit.Field("tell_instant", "when").Locator(".field-error")).ToHaveTextAsync("This time does not exist in Europe/Berlin: the clocks skip it when they are set forward.");
        await Expect(visit.Modal).ToBeHiddenAsync();
    }

    private static async Task<string[]> TextsAsync(Visit visit) => await visit.Result.EvaluateAsync<string[]>("result => JSON.parse(result.textContent)");

    /// <summary>With the mouse, from a field beside the page's.</summary>
    private static async Task DropAsync(IPage page, ILocator input, string text)
    {
        await input.ScrollIntoViewIfNeededAsync();
        await page.EvaluateAsync(
            """
            text => {
              const source = document.createElement('textarea');
              source.id = 'source';
              source.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 200px; height: 80px; font: 20px monospace; z-index: 9999';
              source.value = text;
              document.body.append(source);
              source.select();
            }
            """,
            text);
        await page.Mouse.MoveAsync(12, 12);
        await page.Mouse.DownAsync();
        await input.HoverAsync();
        await input.HoverAsync();
        await page.Mouse.UpAsync();
    }

    private static Task PasteAsync(ILocator input, string text) => input.EvaluateAsync(
        """
        (input, text) => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          input.focus();
          input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })) &&
            document.execCommand('insertText', false, text);
        }
        """,
        text);
}
