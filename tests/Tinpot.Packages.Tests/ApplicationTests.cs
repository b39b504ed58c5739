using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tinpot.Packages.Tests;

/// <summary>An application outside the tree, as <c>dotnet new webapi</c> makes it: the guide's two lines, a line printed before them, an authentication of its own.</summary>
public sealed class ApplicationTests(PackageFeed feed)
{
    private static readonly string[] Sources = ["Program.cs", "HeaderAuthentication.cs", "Chores.cs"];

    [Fact]
    public async Task It_runs_an_action_for_its_user_just_in_time_compiled()
    {
        NewProject project = await WriteAsync("Shop");
        await project.BuildAsync();

        await RunAsync(project, "dotnet", project.Assembly);
    }

    /// <remarks>The native compiler takes minutes. Each change compiles the sample and the test actions by it, from the sources.</remarks>
    [Fact]
    [Trait("Runs", "soak")]
    public async Task It_runs_an_action_for_its_user_natively_compiled()
    {
        NewProject project = await WriteAsync("NativeShop");
        // It must work after trimming; optimizing it would only take longer
        CommandResult published = (await project.DotnetAsync("publish", "--output", project.File("out"), "-p:Optimize=false")).Expect();
        Assert.DoesNotContain("warning", published.Output, StringComparison.OrdinalIgnoreCase);

        await RunAsync(project, project.File("out/NativeShop"));
    }

    private async Task<NewProject> WriteAsync(string name)
    {
        NewProject project = await NewProject.WriteAsync(feed, name, "Exe", "", ["Tinpot.Host"]);
        string file = project.File($"{name}.csproj");
        string text = await System.IO.File.ReadAllTextAsync(file);
        await System.IO.File.WriteAllTextAsync(file, text
            .Replace("Microsoft.NET.Sdk", "Microsoft.NET.Sdk.Web", StringComparison.Ordinal)
            // As the template for native applications has it: it switches startup hooks off in every build
            .Replace("<Nullable>", "<PublishAot>true</PublishAot><Nullable>", StringComparison.Ordinal));
        foreach (string source in Sources)
            System.IO.File.Copy(Path.Combine(Repository.Root, "tests", "TestApplication", source), project.File(source), overwrite: true);
        return project;
    }

    private static async Task RunAsync(NewProject project, params string[] program)
    {
        await using RunningHost host = await RunningHost.StartApplicationAsync(project.Folder, program);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync("ops/api/actions")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("ops/health")).StatusCode);
        host.Client.DefaultRequestHeaders.Add("X-User", "ada");

        using HttpResponseMessage answer = await host.Client.PostAsJsonAsync("ops/api/actions/tell/sync_execute", new { });

        JsonElement execution = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        Assert.EndsWith(" ada", execution.GetProperty("result").GetString(), StringComparison.Ordinal);
        JsonElement record = await host.Client.GetFromJsonAsync<JsonElement>($"ops/api/executions/{execution.GetProperty("execution_id").GetString()}");
        Assert.Equal("ada", record.GetProperty("requested_by").GetString());
        Assert.Equal("migrated\n", await System.IO.File.ReadAllTextAsync(project.File("migrations.txt")));
    }
}
