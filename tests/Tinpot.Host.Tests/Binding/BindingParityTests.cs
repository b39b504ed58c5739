using System.Net;
using System.Text;
using System.Text.Json;
using Tinpot.Cli;
using Tinpot.Generated;
using Tinpot.Host.Tests.Actions.Arguments;
using Tinpot.Runtime;
using Tinpot.Schemas;
using Tinpot.Settings;

namespace Tinpot.Host.Tests.Binding;

/// <summary>The table of inputs, through every way in.</summary>
public sealed class BindingParityTests(BindingHost host, DescribingHost describing) : IClassFixture<BindingHost>, IClassFixture<DescribingHost>
{
    public static TheoryData<int> All => [.. Enumerable.Range(0, BindingTable.Rows.Length)];

    [Theory, MemberData(nameof(All))]
    public async Task Checker_and_generated_reader(int index)
    {
        var (action, parameters, result, errors) = BindingTable.Rows[index];
        var schema = ActionCatalog.Instance.Find(action)!.Parameters;
        var json = Encoding.UTF8.GetBytes(parameters);

        Assert.Equal(errors, SchemaChecker.Check(schema, json).Select(e => $"{e.Path}: {e.Message}"));
        if (result is null) return;
        var invocation = new ActionInvocation(Completed.Of(schema, json), null!, null!);
        await ActionCatalog.Instance.InvokeAsync(action, invocation);
        Assert.Equal(result, JsonSerializer.Deserialize<string>(invocation.WrittenResult!.Value.Span));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Validate_without_action_code(int index)
    {
        var (action, parameters, result, errors) = BindingTable.Rows[index];

        using var response = await PostAsync(describing.Client, $"/api/actions/{action}/validate", parameters);

        var answer = await response.Content.ReadAsStringAsync();
        Assert.Equal((result is null ? HttpStatusCode.BadRequest : HttpStatusCode.OK, ByPath(errors)), (response.StatusCode, ErrorsOf(answer)));
        if (result is not null) Assert.Equal("{}", answer);
        Assert.Equal(0, BindingActions.UntouchedRuns);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Run_over_http(int index)
    {
        var (action, parameters, result, errors) = BindingTable.Rows[index];

        using var response = await PostAsync(host.Client, $"/api/actions/{action}/sync_execute", parameters);

        var answer = await response.Content.ReadAsStringAsync();
        Assert.Equal((result is null ? HttpStatusCode.BadRequest : HttpStatusCode.OK, ByPath(errors)), (response.StatusCode, ErrorsOf(answer)));
        if (result is not null) Assert.Equal(result, JsonDocument.Parse(answer).RootElement.GetProperty("result").GetString());
    }

    [Theory, MemberData(nameof(All))]
    public async Task Run_from_the_command_line(int index)
    {
        var (action, parameters, result, errors) = BindingTable.Rows[index];
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, parameters);
            var (exit, output, error) = await RunAsync(action, "--params", file);

            Assert.Equal(result is null ? ExitCode.Usage : ExitCode.Success, exit);
            if (result is not null) Assert.Equal(result, JsonSerializer.Deserialize<string>(output));
            else Assert.Equal(errors, error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("bind_whole", "--whole", "abc", "whole: Must be an integer, not a string.")]
    [InlineData("bind_whole", "--whole", "3.0", "whole: Must be an integer, written without decimal point and exponent.")]
    [InlineData("bind_whole", "--tiny", "128", "tiny: Must be between -128 and 127.")]
    [InlineData("bind_choice", "--mode", "ReadWrite", "mode: Must be one of: read_only, read_write. Did you mean 'read_write'?")]
    [InlineData("bind_times", "--date", "31.03.2026", "date: Must be a date such as 2026-03-31.")]
    [InlineData("bind_rules", "--brief", "1234", "brief: Must be between 1 and 3 characters long, not 4.")]
    public async Task Options_are_told_in_the_same_words(string action, string option, string value, string message)
    {
        var (exit, _, error) = await RunAsync(action, option, value);

        Assert.Equal((ExitCode.Usage, message), (exit, error.TrimEnd()));
    }

    [Theory]
    [InlineData("{\"name\":1,}", "Malformed JSON at line 1, column 11: unexpected '}'.")]
    [InlineData("{\"name\":", "Malformed JSON at line 1, column 9: it ends too early.")]
    [InlineData("{\n\"name\":nul}", "Malformed JSON at line 2, column 11: unexpected '}'.")]
    public async Task Malformed_text_has_its_place_everywhere(string json, string message)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, json);
        var (exit, _, error) = await RunAsync("bind_required", "--params", file);
        File.Delete(file);
        // Over HTTP the text is the body
        using var response = await describing.Client.PostAsync("/api/actions/bind_required/validate", Body(json));

        var checkedHere = SchemaChecker.Check(ActionCatalog.Instance.Find("bind_required")!.Parameters, Encoding.UTF8.GetBytes(json));
        Assert.Equal([new SchemaError("$", message)], checkedHere);
        Assert.Equal((ExitCode.Usage, $"$: {message}"), (exit, error.TrimEnd()));
        Assert.Equal((HttpStatusCode.BadRequest, $"$ {message}"), (response.StatusCode, ErrorsOf(await response.Content.ReadAsStringAsync())));
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(string action, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await CommandLine.RunAsync(["run", action, .. arguments], ActionCatalog.Instance, new Terminal(output, error));
        return (exit, output.ToString(), error.ToString());
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string parameters) =>
        await client.PostAsync(path, Body($$"""{"parameters":{{parameters}}}"""));

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    private static string ByPath(IEnumerable<string> errors) =>
        string.Join('\n', errors.Select(e => e.Split(": ", 2)).GroupBy(e => e[0]).Select(g => $"{g.Key} {string.Join(' ', g.Select(e => e[1]))}"));

    private static string ErrorsOf(string answer) => JsonDocument.Parse(answer).RootElement.TryGetProperty("errors", out var errors)
        ? string.Join('\n', errors.EnumerateObject().Select(e => $"{e.Name} {string.Join(' ', e.Value.EnumerateArray().Select(m => m.GetString()))}"))
        : "";
}
