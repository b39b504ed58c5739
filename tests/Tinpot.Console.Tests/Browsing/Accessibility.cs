using System.Text.Json;
using Microsoft.Playwright;

namespace Tinpot.WebConsole.Tests.Browsing;

/// <summary>The rules of axe, WCAG 2.2 AA and best practices.</summary>
internal static class Accessibility
{
    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Tools.Package("axe-core/axe.min.js")));

    /// <returns>One line for each rule broken on the page as it stands.</returns>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(Axe.Value);
        JsonElement? result = await page.EvaluateAsync(
            "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(({ id, help, nodes }) => `${id}: ${help} at ${nodes.map(node => node.target.join(' ') + ' ' + node.failureSummary).join('; ')}`)");
        return [.. result!.Value.EnumerateArray().Select(line => line.GetString()!)];
    }
}
