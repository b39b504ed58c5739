using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Tinpot.Host.Tests.Binding;

/// <summary>Whatever is sent, the answer is never a server error. <c>TESTS_SCALE</c> multiplies the hundred bodies, <c>TESTS_SEED</c> repeats a run.</summary>
public sealed class FuzzTests(BindingHost host, ITestOutputHelper output) : IClassFixture<BindingHost>
{
    // A body that is still valid after it was broken would run it, and other tests say that nothing does
    private const string Untouched = "bind_untouched";

    private static int Bodies => Scale.Times(100);

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("TESTS_SEED"), out var seed) ? seed : Random.Shared.Next();

    [Fact]
    public Task Every_parameter_type() => FuzzAsync(host.Client, name => name.StartsWith("bind_") && name != Untouched);

    [Fact]
    public async Task Every_example_action()
    {
        await using var examples = await ExampleProcess.StartAsync();
        await FuzzAsync(examples.Client, _ => true);
    }

    private async Task FuzzAsync(HttpClient client, Func<string, bool> chosen)
    {
        var seed = Seed;
        output.WriteLine($"TESTS_SEED={seed}, {Bodies} bodies");
        using var catalog = JsonDocument.Parse(await client.GetStringAsync("/api/actions"));
        JsonElement[] actions = [.. catalog.RootElement.EnumerateObject().Where(a => chosen(a.Name)).Select(a => a.Value)];
        Assert.NotEmpty(actions);
        var statuses = new ConcurrentDictionary<int, int>();
        var faults = new ConcurrentBag<string>();

        await Parallel.ForAsync(0, Bodies, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (index, cancellation) =>
        {
            var action = actions[index % actions.Length];
            var fuzzer = new BodyFuzzer(unchecked(seed + index * 7919));
            var valid = fuzzer.Valid(action);
            if (await SendAsync(client, action, "validate", Encoding.UTF8.GetBytes(valid.ToJsonString()), statuses, cancellation) is { } refused)
                faults.Add($"valid body {index}: {refused}\n{valid.ToJsonString()}");
            var body = fuzzer.Break(valid);
            if (await SendAsync(client, action, index % 4 == 0 ? "execute" : "validate", body, statuses, cancellation, valid: false) is { } fault)
                faults.Add($"body {index}: {fault}\n{Convert.ToBase64String(body.AsSpan(0, Math.Min(body.Length, 2000)))}");
        });

        output.WriteLine(string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Key}: {s.Value}")));
        Assert.True(faults.IsEmpty, $"TESTS_SEED={seed}\n{string.Join('\n', faults.Take(10))}");
    }

    /// <returns>What is wrong with the answer; null when nothing is.</returns>
    private static async Task<string?> SendAsync(
        HttpClient client, JsonElement action, string verb, byte[] body, ConcurrentDictionary<int, int> statuses, CancellationToken cancellation, bool valid = true)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var name = action.GetProperty("name").GetString();
        using var response = await client.PostAsync($"/api/actions/{name}/{verb}", content, cancellation);
        var status = (int)response.StatusCode;
        var answer = await response.Content.ReadAsStringAsync(cancellation);
        statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
        if (valid ? status != 200 : status is not (200 or 400 or 413)) return $"{name}/{verb}: {status} {answer}";
        if (status != 400) return null;
        using var problem = JsonDocument.Parse(answer);
        return problem.RootElement.TryGetProperty("errors", out var errors) && errors.EnumerateObject().Any() ? null : $"{name}/{verb}: no errors in {answer}";
    }
}
