using System.Text.Json;

namespace Tinpot.Packages.Tests;

/// <summary>The actions of a package join when the program says so, and not before.</summary>
public sealed class UsedPackageTests(PackageFeed feed)
{
    private const string Package =
        """
        using Tinpot;

        namespace Acme.Databases;

        /// <summary>Actions that a package brings.</summary>
        public static class Backups
        {
            /// <summary>Back up.</summary>
            /// <param name="copies">How many</param>
            [Action]
            public static int Backup([Range(1, 9)] int copies) => Copy(copies);

            /// <summary>Drop everything.</summary>
            [Action]
            public static void DropAll()
            {
            }

            /// <summary>Copy.</summary>
            /// <param name="times">How often</param>
            [Action]
            public static int Copy(int times) => times * 2;
        }
        """;

    private const string Program =
        """
        using Acme.Databases;
        using Tinpot;

        namespace Program;

        /// <summary>Actions of this program alone.</summary>
        public static class OwnChores
        {
            /// <summary>Back up three times.</summary>
            [Action]
            public static int Backup() => Backups.Backup(3);
        }
        """;

    private const string Use =
        """
        [assembly: UseActions(typeof(Backups), Prefix = "db", Exclude = ["drop_all"])]

        """;

    [Fact]
    public async Task It_brings_no_button_uninvited_and_prefixed_ones_when_asked()
    {
        var package = await NewProject.WriteAsync(feed, "Acme.Databases", "Tinpot.Abstractions", "Library", Package);
        await package.PackAsync(feed);

        var without = await NewProject.WriteAsync(feed, "Without", "Exe", Program, ["Tinpot.Host", "Acme.Databases"]);
        await without.BuildAsync();
        Assert.Equal(["backup"], await NamesAsync(without));
        Assert.Equal("6", (await without.RunAsync("run", "backup")).Expect().Output.Trim());

        var with = await NewProject.WriteAsync(
            feed, "With", "Exe", Program.Replace("namespace", Use + "namespace", StringComparison.Ordinal), ["Tinpot.Host", "Acme.Databases"]);
        await with.BuildAsync();
        Assert.Equal(["backup", "db_backup", "db_copy"], await NamesAsync(with));
        Assert.Equal("8", (await with.RunAsync("run", "db_backup", "--copies", "4")).Expect().Output.Trim());
        (await with.RunAsync("run", "db_backup", "--copies", "10")).Expect(2);
        (await with.RunAsync("run", "db_drop_all")).Expect(2);

        // From the program into the package, and on inside it: one name everywhere
        await using var host = await with.ServeAsync();
        Assert.Equal(["db_backup", "db_copy"], await CallsAsync(host, "backup"));
        Assert.Equal(["db_copy"], await CallsAsync(host, "db_backup", """{"parameters":{"copies":1}}"""));
    }

    private static async Task<string[]> NamesAsync(NewProject project)
    {
        using var actions = JsonDocument.Parse((await project.RunAsync("list", "--json")).Expect().Output);
        return [.. actions.RootElement.EnumerateArray().Select(action => action.GetProperty("name").GetString()!)];
    }

    /// <summary>The actions that an action calls, in order.</summary>
    private static async Task<string[]> CallsAsync(RunningHost host, string action, string body = "{}")
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var submitted = await host.Client.PostAsync($"api/actions/{action}/execute", content);
        using var answer = JsonDocument.Parse(await submitted.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        var stream = await host.Client.GetStringAsync($"api/executions/{answer.RootElement.GetProperty("execution_id").GetString()}/stream");
        return [.. stream.Split('\n')
            .Where(line => line.StartsWith("data:", StringComparison.Ordinal) && line.Contains("\"phase\":\"started\"", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line["data:".Length..]).RootElement.GetProperty("data").GetProperty("action").GetString()!)];
    }
}
