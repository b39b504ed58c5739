using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tinpot.Host.Tests.Cli;

namespace Tinpot.Host.Tests.Workers.Pool;

/// <summary>Each setting of children, seen from outside of a real host.</summary>
public sealed partial class ChildOptionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinpot-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Isolation_is_whether_actions_run_in_children_or_in_the_host()
    {
        await using (ActionsProcess host = Serve())
            Assert.NotEqual(host.Id, await TellProcessAsync(host));
        await using (ActionsProcess host = Serve(("TINPOT_ISOLATION", "process")))
            Assert.NotEqual(host.Id, await TellProcessAsync(host));
        await using (ActionsProcess host = Serve(("TINPOT_ISOLATION", "inprocess")))
            Assert.Equal(host.Id, await TellProcessAsync(host));
    }

    [Theory]
    [InlineData("1", false)]
    [InlineData("1000", true)]
    public async Task Child_max_executions_is_after_how_many_a_child_is_replaced(string most, bool same)
    {
        await using ActionsProcess host = Serve(("TINPOT_CHILD_MAX_EXECUTIONS", most));

        Assert.Equal(same, await TellProcessAsync(host) == await TellProcessAsync(host));
    }

    [Theory]
    [InlineData("16MiB", false)]
    [InlineData("1GiB", true)]
    public async Task Child_max_memory_is_how_much_a_child_may_grow_before_it_is_replaced(string most, bool same)
    {
        await using ActionsProcess host = Serve(("TINPOT_CHILD_MAX_MEMORY", most));

        int grown = (await RunAsync(host, "keep_memory", new { megabytes = 64 })).GetInt32();

        Assert.Equal(same, grown == await TellProcessAsync(host));
    }

    [Theory]
    [InlineData("", "HOME")]
    [InlineData("REDIS_URL", "HOME REDIS_URL")]
    [InlineData("REDIS_URL,TINPOT_KEY", "HOME REDIS_URL TINPOT_KEY")]
    public async Task Child_env_is_what_actions_get_of_what_is_kept_from_them(string allowed, string seen)
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using ActionsProcess host = Serve(
            ("TINPOT_CHILD_ENV", allowed), ("TINPOT_KEY", new string('a', 64)), ("REDIS_URL", redis.Url), ("HOME", _folder.FullName));

        JsonElement names = await RunAsync(host, "tell_environment", new { names = (string[])["HOME", "REDIS_URL", "TINPOT_KEY"] });

        Assert.Equal(seen.Split(' '), names.EnumerateArray().Select(name => name.GetString()));
    }

    private ActionsProcess Serve(params (string Name, string Value)[] environment) => ActionsProcess.Start(
        _folder.FullName, ["serve", "--urls", "http://127.0.0.1:0"], environment.ToDictionary(variable => variable.Name, variable => variable.Value));

    private static async Task<int> TellProcessAsync(ActionsProcess host) => (await RunAsync(host, "tell_process", new { })).GetInt32();

    private static async Task<JsonElement> RunAsync(ActionsProcess host, string action, object parameters)
    {
        await host.UntilErrorHoldsAsync("Listening on ");
        using var client = new HttpClient { BaseAddress = new Uri(Listening().Match(host.Error).Groups[1].Value), Timeout = TimeSpan.FromSeconds(60) };
        using HttpResponseMessage answer = await client.PostAsJsonAsync($"/api/actions/{action}/sync_execute", new { parameters });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("result");
    }

    [GeneratedRegex(@"Listening on (http://127\.0\.0\.1:\d+)\n")]
    private static partial Regex Listening();
}
