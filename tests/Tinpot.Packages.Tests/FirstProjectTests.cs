using System.Net.Http.Json;
using System.Text.Json;

namespace Tinpot.Packages.Tests;

/// <summary>A project outside the tree that references one package has everything.</summary>
public sealed class FirstProjectTests(PackageFeed feed)
{
    private const string OneFile =
        """
        using Tinpot;

        namespace First;

        /// <summary>The first actions of somebody.</summary>
        public static class Chores
        {
            /// <summary>Say hello.</summary>
            /// <param name="name">Whom to greet</param>
            [Action]
            public static string Greet([StringLength(20)] string name = "world")
            {
                Console.WriteLine($"Greeting {name}");
                return $"Hello, {name}!";
            }

            /// <summary>Say hello to many.</summary>
            /// <param name="names">Whom to greet</param>
            /// <param name="cancel">Ends it</param>
            [Action]
            public static async Task<int> GreetAllAsync(string[] names, CancellationToken cancel = default)
            {
                foreach (var name in names)
                {
                    await Task.Yield();
                    cancel.ThrowIfCancellationRequested();
                    Greet(name);
                }

                return names.Length;
            }
        }
        """;

    [Fact]
    public async Task It_builds_lists_runs_and_serves()
    {
        var project = await NewProject.WriteAsync(feed, "First", "Tinpot.Host", "Exe", OneFile);
        await project.BuildAsync();

        var list = (await project.RunAsync("list", "--json")).Expect();
        using (var actions = JsonDocument.Parse(list.Output))
        {
            Assert.Equal(["greet", "greet_all"], actions.RootElement.EnumerateArray().Select(action => action.GetProperty("name").GetString()));
            // [StringLength] reached the schema: the attribute's namespace came with the package
            Assert.Equal(
                20,
                actions.RootElement[0].GetProperty("parameters_schema").GetProperty("properties").GetProperty("name").GetProperty("maxLength").GetInt32());
        }

        var run = (await project.RunAsync("run", "greet", "--name", "Ada")).Expect();
        Assert.Equal("\"Hello, Ada!\"", run.Output.Trim());
        Assert.Contains("Greeting Ada", run.Error, StringComparison.Ordinal);
        (await project.RunAsync("run", "greet", "--name", new string('x', 21))).Expect(2);

        await using var host = await project.ServeAsync();
        var submitted = await host.Client.PostAsJsonAsync(
            "api/actions/greet_all/execute", new { parameters = new { names = new[] { "Ada", "Grace" } } });
        var execution = (await submitted.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("execution_id").GetString();
        var stream = await host.Client.GetStringAsync($"api/executions/{execution}/stream");
        var status = await host.Client.GetFromJsonAsync<JsonElement>($"api/executions/{execution}/status");
        Assert.Equal("SUCCESS", status.GetProperty("state").GetString());
        Assert.Equal(2, status.GetProperty("result").GetInt32());
        // The call sites were intercepted: the calls were recorded as nested
        Assert.Contains("Greeting Grace", stream, StringComparison.Ordinal);
        Assert.Equal(2, stream.Split("\"phase\":\"finished\"").Length - 1);
    }

    /// <summary>The template's program is an entry point, so none is added: the build says that nobody is served, and then serves.</summary>
    [Fact]
    public async Task The_program_of_the_console_template_is_told_of()
    {
        var project = await NewProject.WriteAsync(feed, "Console", "Exe", OneFile, ["Tinpot.Host"], strict: false);
        string program = project.File("Program.cs");
        await File.WriteAllTextAsync(program, "// See https://aka.ms/new-console-template for more information\nConsole.WriteLine(\"Hello, World!\");\n");

        var built = (await project.DotnetAsync("build")).Expect();
        Assert.Contains("Program.cs(2,1): warning TPT083: ", built.Output, StringComparison.Ordinal);

        File.Delete(program);
        await project.BuildAsync();
        Assert.Equal("\"Hello, world!\"", (await project.RunAsync("run", "greet")).Expect().Output.Trim());
    }
}
