using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Tinpot.WebConsole.Tests.Browsing;

/// <summary>Somebody on the page, by the names that its users' tests know.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _errors = [];

    public Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Dialog += (_, dialog) => _errors.Enqueue($"dialog: {dialog.Message}");
        page.Console += (_, message) =>
        {
            // An answer of 4xx is an error to the browser, and often what a test is about
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) &&
                (Tolerated is null || !message.Text.StartsWith(Tolerated, StringComparison.Ordinal))) _errors.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>How an error on the browser's console begins that is what the test is about.</summary>
    public string? Tolerated { get; set; }

    public ILocator Modal => Page.Locator("#executionModal");
    public ILocator Status => Page.Locator("#statusBadge");
    public ILocator Log => Page.Locator("#logContainer");
    public ILocator Lines => Page.Locator("#logContainer .log-line");
    public ILocator Result => Page.Locator("pre.result");

    public ILocator Card(string action) =>
        Page.Locator(".action-card").Filter(new() { Has = Page.Locator("h3", new() { HasTextRegex = new($"^{action}$") }) });

    public ILocator Input(string action, string parameter) => Card(action).Locator($".param-input[data-param={parameter}]");

    public ILocator Field(string action, string parameter) =>
        Card(action).Locator("tinpot-field").Filter(new() { Has = Page.Locator($".param-input[data-param={parameter}]") });

    public Task PressRunAsync(string action) => Card(action).Locator(".btn-primary").ClickAsync();

    public Task PressAsync(string button) => Modal.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Runs an action from its card to its success.</summary>
    public async Task SucceedAsync(string action)
    {
        await PressRunAsync(action);
        await Expect(Status).ToHaveClassAsync(new System.Text.RegularExpressions.Regex(@"\bstatus-success\b"));
    }

    public Task ExpectStatusAsync(string name, string text) => Task.WhenAll(
        Expect(Status).ToHaveClassAsync(new System.Text.RegularExpressions.Regex($@"\bstatus-{name}\b")),
        Expect(Status).ToHaveTextAsync(text));

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.True(_errors.IsEmpty, "Errors on the page:\n" + string.Join('\n', _errors));
    }
}
