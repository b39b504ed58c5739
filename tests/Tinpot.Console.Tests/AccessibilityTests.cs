using System.Text.Json;
using Microsoft.Playwright;
using Tinpot.WebConsole.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace Tinpot.WebConsole.Tests;

/// <summary>Everybody can use it: axe is content, targets are large, nothing needs sideways scrolling.</summary>
public sealed class AccessibilityTests(Chromium chromium, SharedHost shared)
{
    [Theory]
    [MemberData(nameof(Device.Names), MemberType = typeof(Device))]
    public async Task Axe_finds_nothing_on_the_cards_with_and_without_errors(string device)
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Named(device));
        await visit.Card("echo_everything").Locator(".more-fields summary").ClickAsync();
        await visit.Input("echo_everything", "tags").GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        Assert.Empty(await Accessibility.ViolationsAsync(visit.Page));
        await visit.PressRunAsync("send_letter");
        await Expect(visit.Input("send_letter", "address")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Empty(await Accessibility.ViolationsAsync(visit.Page));
    }

    [Theory]
    [MemberData(nameof(Device.Names), MemberType = typeof(Device))]
    public async Task Axe_finds_nothing_on_an_execution_running_ended_or_failed(string device)
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Named(device));
        await visit.PressRunAsync("wait_forever");
        await Expect(visit.Lines).ToHaveCountAsync(1);
        Assert.Empty(await Accessibility.ViolationsAsync(visit.Page));
        await visit.PressAsync("Cancel");
        await visit.ExpectStatusAsync("cancelled", "Cancelled");
        Assert.Empty(await Accessibility.ViolationsAsync(visit.Page));
        await visit.Page.Keyboard.PressAsync("Escape");

        await visit.SucceedAsync("hostile");
        Assert.Empty(await Accessibility.ViolationsAsync(visit.Page));
        await visit.Page.Keyboard.PressAsync("Escape");

        await visit.SucceedAsync("scan");
        await Expect(visit.Modal.Locator(".item")).ToHaveCountAsync(3);
        Assert.Empty(await Accessibility.ViolationsAsync(visit.Page));
        await visit.Page.Keyboard.PressAsync("Escape");

        await visit.PressRunAsync("fail");
        await visit.ExpectStatusAsync("error", "Failed");
        await visit.Modal.Locator(".failure summary").ClickAsync();
        Assert.Empty(await Accessibility.ViolationsAsync(visit.Page));
    }

    [Fact]
    public async Task On_a_phone_every_target_is_44_pixels_high_and_nothing_is_wider_than_the_screen()
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Phone);
        await visit.Card("echo_everything").Locator(".more-fields summary").ClickAsync();
        await ExpectRoomAsync(visit.Page);
        await visit.SucceedAsync("greet_nested");
        await ExpectRoomAsync(visit.Page);
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.PressRunAsync("fail");
        await visit.ExpectStatusAsync("error", "Failed");
        await ExpectRoomAsync(visit.Page);
    }

    /// <summary>Colours of a terminal on the ground of the log: 4.5:1 at least, in both themes.</summary>
    [Theory]
    [InlineData("desktop, light")]
    [InlineData("desktop, dark")]
    public async Task Each_terminal_colour_can_be_read(string device)
    {
        await using Visit visit = await chromium.VisitAsync(shared.Host, Device.Named(device));
        await visit.SucceedAsync("greet");
        JsonElement? ratios = await visit.Page.EvaluateAsync("""
            () => {
              const luminance = colour => {
                const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map(Number)
                  .map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const log = document.querySelector('#logContainer');
              const ground = luminance(getComputedStyle(log).backgroundColor);
              return Array.from({ length: 16 }, (_, index) => {
                const span = document.createElement('span');
                span.className = `ansi-fg-${index}`;
                log.append(span);
                const text = luminance(getComputedStyle(span).color);
                return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
              });
            }
            """);
        Assert.All(ratios!.Value.EnumerateArray(), ratio => Assert.InRange(ratio.GetDouble(), 4.5, 21));
    }

    private static async Task ExpectRoomAsync(IPage page)
    {
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        JsonElement? small = await page.EvaluateAsync("""
            () => [...(document.querySelector('dialog[open]') ?? document).querySelectorAll('button, input, select, textarea, summary, a.btn')]
              .filter(control => control.checkVisibility() && !control.matches('.skip-link'))
              .map(control => control.type === 'checkbox' ? control.closest('label') ?? control.closest('tinpot-field').querySelector('label') : control)
              .filter(control => control.getBoundingClientRect().height < 44)
              .map(control => control.outerHTML.slice(0, 120))
            """);
        Assert.Empty(small!.Value.EnumerateArray().Select(control => control.GetString()));
    }
}
