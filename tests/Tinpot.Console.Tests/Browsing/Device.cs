using Microsoft.Playwright;

namespace Tinpot.WebConsole.Tests.Browsing;

/// <summary>What somebody looks at the page with.</summary>
public sealed record Device(string Name, int Width, int Height, ColorScheme Scheme)
{
    public static Device Desktop { get; } = new("desktop, light", 1280, 900, ColorScheme.Light);
    public static Device Phone { get; } = new("phone, dark", 390, 844, ColorScheme.Dark);

    public static TheoryData<string> Names => [.. All.Select(device => device.Name)];

    private static Device[] All =>
    [
        Desktop, Phone,
        Desktop with { Name = "desktop, dark", Scheme = ColorScheme.Dark },
        Phone with { Name = "phone, light", Scheme = ColorScheme.Light },
    ];

    public static Device Named(string name) => All.Single(device => device.Name == name);
}
