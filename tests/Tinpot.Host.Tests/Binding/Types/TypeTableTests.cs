using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Tinpot.Cli;
using Tinpot.Generated;
using Tinpot.Host.Tests.Actions.Arguments;
using Tinpot.Runtime;
using Tinpot.Schemas;
using Tinpot.Settings;

namespace Tinpot.Host.Tests.Binding.Types;

/// <summary>The table of types: at every place, in every culture, and through every way in.</summary>
public sealed class TypeTableTests(DescribingHost describing) : IClassFixture<DescribingHost>
{
    private static readonly string[] Cultures = ["", "tr-TR", "de-DE", "fa-IR"];

    public static TheoryData<int> All => [.. Enumerable.Range(0, TypeTable.Rows.Length)];

    [Theory, MemberData(nameof(All))]
    public async Task Checker_and_reader_at_every_place_in_every_culture(int index)
    {
        var row = TypeTable.Rows[index];
        foreach (var culture in Cultures)
        {
            // Flows into the action and ends with this test
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            foreach (var place in TypePlace.All)
                Assert.Equal(Expected(place, row, culture), $"{row} at {place.Path} in '{culture}': {await TakeAsync(place.ActionOf(row), place.Parameters(row))}");
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Validate_without_action_code(int index)
    {
        var row = TypeTable.Rows[index];
        var place = TypePlace.Parameter;
        using var body = new StringContent($$"""{"parameters":{{place.Parameters(row)}}}""", Encoding.UTF8, "application/json");

        using var response = await describing.Client.PostAsync($"/api/actions/{place.ActionOf(row)}/validate", body);

        Assert.Equal(row.Value is null ? HttpStatusCode.BadRequest : HttpStatusCode.OK, response.StatusCode);
        // Where the text is malformed is counted from the start of the body
        if (row.MalformedAt is not null) return;
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(place.Errors(row), answer.RootElement.TryGetProperty("errors", out var errors)
            ? errors.EnumerateObject().SelectMany(e => e.Value.EnumerateArray().Select(m => $"{e.Name}: {m.GetString()}"))
            : []);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Run_from_the_command_line(int index)
    {
        var row = TypeTable.Rows[index];
        var place = TypePlace.Parameter;
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, place.Parameters(row));
            using var output = new StringWriter();
            using var error = new StringWriter();
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fa-IR");

            var exit = await CommandLine.RunAsync(["run", place.ActionOf(row), "--params", file], ActionCatalog.Instance, new Terminal(output, error));

            Assert.Equal(row.Value is null ? ExitCode.Usage : ExitCode.Success, exit);
            if (row.Value is not null) Assert.Equal(row.Value, JsonSerializer.Deserialize<string>(output.ToString()));
            else Assert.Equal(place.Errors(row), error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Every_type_has_a_dozen_inputs() =>
        Assert.DoesNotContain(ActionCatalog.Instance.Names.Where(n => n.StartsWith("one_", StringComparison.Ordinal)),
            name => TypeTable.Rows.Count(r => TypePlace.Parameter.ActionOf(r) == name) < 12);

    /// <summary>Else the runs above would prove nothing.</summary>
    [Fact]
    public void The_cultures_are_there() =>
        Assert.Equal(("\u066b", "\u0130", ","), (
            CultureInfo.GetCultureInfo("fa-IR").NumberFormat.NumberDecimalSeparator,
            CultureInfo.GetCultureInfo("tr-TR").TextInfo.ToUpper("i"),
            CultureInfo.GetCultureInfo("de-DE").NumberFormat.NumberDecimalSeparator));

    private static string Expected(TypePlace place, TypeRow row, string culture) =>
        $"{row} at {place.Path} in '{culture}': {place.Value(row) ?? string.Join('\n', place.Errors(row))}";

    /// <summary>What the action says, or every error.</summary>
    private static async Task<string> TakeAsync(string action, string parameters)
    {
        var schema = ActionCatalog.Instance.Find(action)!.Parameters;
        var json = Encoding.UTF8.GetBytes(parameters);
        var errors = SchemaChecker.Check(schema, json);
        if (errors.Count > 0) return string.Join('\n', errors.Select(e => $"{e.Path}: {e.Message}"));
        var invocation = new ActionInvocation(Completed.Of(schema, json), null!, null!);
        await ActionCatalog.Instance.InvokeAsync(action, invocation);
        return JsonSerializer.Deserialize<string>(invocation.WrittenResult!.Value.Span)!;
    }
}
