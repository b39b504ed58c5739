using System.Net;
using System.Text;
using System.Text.Json;
using Tinpot.Cli;
using Tinpot.Generated;
using Tinpot.Settings;

namespace Tinpot.Host.Tests.Binding;

/// <summary>A value that only an action's code can judge is judged where that code is.</summary>
public sealed class CodeTests(BindingHost host, DescribingHost describing) : IClassFixture<BindingHost>, IClassFixture<DescribingHost>
{
    private const string Right = """{"releases":["1.2","3.4"],"shape":{"$type":"circle","Radius":5},"hidden":"6.7"}""";
    private const string Wrong = """{"releases":["1.2","x"],"shape":{"$type":"circle","Radius":"big"},"hidden":"hunter2"}""";

    private static readonly Dictionary<string, string> Errors = new()
    {
        ["releases[1]"] = "Is not a valid CodeRelease: Write it as 1.2",
        ["shape.Radius"] = "Is not a valid CodeShape: The JSON value could not be converted to Tinpot.Host.Tests.Binding.CodeCircle.",
        ["hidden"] = "Is refused by its type.",
    };

    [Fact]
    public async Task What_the_code_takes_runs()
    {
        var (status, answer) = await PostAsync(host.Client, "sync_execute", Right);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("v1.2 v3.4 CodeCircle { Radius = 5 } v6.7", answer.GetProperty("result").GetString());
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("execute")]
    [InlineData("sync_execute")]
    public async Task What_the_code_refuses_is_refused_at_submit(string verb)
    {
        var (status, answer) = await PostAsync(host.Client, verb, Wrong);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(Errors, answer.GetProperty("errors").EnumerateObject().ToDictionary(e => e.Name, e => e.Value[0].GetString()!));
    }

    [Fact]
    public async Task A_host_without_the_code_takes_it_and_the_run_is_refused()
    {
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(describing.Client, "validate", Wrong)).Status);
        var (status, answer) = await PostAsync(describing.Client, "sync_execute", Wrong);

        Assert.Equal(HttpStatusCode.OK, status);
        var error = answer.GetProperty("error");
        Assert.Equal("validation", error.GetProperty("reason").GetString());
        Assert.Contains("releases[1]: Is not a valid CodeRelease: Write it as 1.2", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_refuses_it_too()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var exit = await CommandLine.RunAsync(
            ["run", "ask_code", "--releases", "1.2", "--releases", "x", "--shape", """{"$type":"circle","Radius":"big"}""", "--hidden", "hunter2"],
            ActionCatalog.Instance, new Terminal(output, error));

        Assert.Equal(ExitCode.Usage, exit);
        Assert.Equal(Errors.Select(e => $"{e.Key}: {e.Value}"), error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(HttpClient client, string verb, string parameters)
    {
        using var body = new StringContent($$"""{"parameters":{{parameters}}}""", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync($"/api/actions/ask_code/{verb}", body);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }
}
