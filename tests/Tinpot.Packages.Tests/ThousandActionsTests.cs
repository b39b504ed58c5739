using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tinpot.Packages.Tests;

/// <summary>An assembly may hold a thousand actions.</summary>
public sealed class ThousandActionsTests(PackageFeed feed)
{
    private const int Count = 1_000;

    [Fact]
    public async Task They_build_are_listed_and_run()
    {
        var project = await NewProject.WriteAsync(feed, "Thousand", "Tinpot.Host", "Exe", Source());
        await project.BuildAsync();

        using var actions = JsonDocument.Parse((await project.RunAsync("list", "--json")).Expect().Output);
        Assert.Equal(Count, actions.RootElement.GetArrayLength());

        var run = (await project.RunAsync("run", "action0777", "--number", "3")).Expect();
        Assert.Equal("780", run.Output.Trim());
    }

    private static string Source()
    {
        var source = new StringBuilder("using Tinpot;\n");
        for (var action = 0; action < Count; action++)
        {
            var name = action.ToString("D4", CultureInfo.InvariantCulture);
            if (action % 100 == 0)
            {
                source.Append(action == 0 ? "" : "}\n")
                    .Append(CultureInfo.InvariantCulture, $"/// <summary>Some actions.</summary>\npublic static class Actions{name}\n{{\n");
            }

            // One action of each class calls another: interception works at this size too
            var body = action % 100 == 1 ? $"{{ Actions{action - 1:D4}.Action{action - 1:D4}(0); return number + {action}; }}" : $"{{ return number + {action}; }}";
            source.Append(
                CultureInfo.InvariantCulture,
                $"    /// <summary>Action number {action}.</summary>\n    /// <param name=\"number\">Added to {action}</param>\n    [Action] public static int Action{name}(int number = 1) {body}\n");
        }

        return source.Append("}\n").ToString();
    }
}
