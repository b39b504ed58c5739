using Microsoft.Playwright;
using Tinpot.WebConsole.Tests.Browsing;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Tinpot.WebConsole.Tests.Browsing;

/// <summary>The system's Chromium without a window, one for all tests.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        // The machine may be busy with other test projects
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Tools.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    /// <summary>Opens a page; whatever goes wrong on it fails the test when the visit is disposed.</summary>
    public async Task<Visit> VisitAsync(ConsoleHost host, Device device, string path = "/")
    {
        IBrowserContext context = await _browser!.NewContextAsync(new()
        {
            BaseURL = host.Address,
            ViewportSize = new() { Width = device.Width, Height = device.Height },
            ColorScheme = device.Scheme,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Europe/Berlin",
        });
        context.SetDefaultTimeout(20_000);
        IPage page = await context.NewPageAsync();
        var visit = new Visit(context, page);
        await page.GotoAsync(path);
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
