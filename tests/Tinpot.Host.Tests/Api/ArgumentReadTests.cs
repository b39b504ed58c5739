using System.Text;
using Tinpot.Host.Tests.Api.Support;

namespace Tinpot.Host.Tests.Api;

/// <summary>Alone, because what other tests read at the same time would be counted.</summary>
[CollectionDefinition(nameof(ArgumentReadTests), DisableParallelization = true)]
public sealed class AloneForArgumentReads;

/// <summary>
/// The bytes of the arguments are read four times between the body and the method: with the envelope, by the check of the host that
/// takes them, by the check of the worker, and by the generated code. The first three say so themselves; the generated code has one reader.
/// </summary>
[Collection(nameof(ArgumentReadTests))]
public sealed class ArgumentReadTests
{
    private const int Counted = 3;

    [Theory]
    [InlineData(false, "")]
    [InlineData(false, ""","token":"hunter2","spare":{"grams":1,"to":"a","labels":[],"pin":"1234"}""")]
    [InlineData(true, "")]
    [InlineData(true, ""","token":"hunter2","spare":{"grams":1,"to":"a","labels":[],"pin":"1234"}""")]
    public async Task Arguments_are_read_four_times(bool shared, string more)
    {
        await using RedisServer? server = shared ? await RedisServer.StartAsync() : null;
        await using ApiHost host = await ApiHost.StartAsync(options => (options.RedisUrl, options.Key) = (server?.Url, new string('0', 64)));
        string parcels = string.Join(',', Enumerable.Range(0, 4_000).Select(number => $$"""{"grams":{{number}},"to":"to \u0041 {{number}}","labels":["a","b c"],"priority":3}"""));
        string body = $$$"""{"parameters":{"room":"north","parcels":[{{{parcels}}}],"code":"P7"{{{more}}}}}""";
        // Everything that is read once per host has been
        await RunAsync(host, """{"parameters":{"room":"north","parcels":[],"code":"P7"}}""");

        using var counter = new JsonReadCounter();
        long bytes = await RunAsync(host, body, counter);

        Assert.InRange(bytes / (double)Encoding.UTF8.GetByteCount(body), Counted - 0.15, Counted + 0.15);
    }

    private static async Task<long> RunAsync(ApiHost host, string body, JsonReadCounter? counter = null)
    {
        var weighed = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Weighed() => weighed.TrySetResult(counter?.Bytes ?? 0);
        ParcelActions.Weighed += Weighed;
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await host.Client.PostAsync("/api/actions/api_weigh/execute", content);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            return await weighed.Task.WaitAsync(TimeSpan.FromMinutes(1));
        }
        finally
        {
            ParcelActions.Weighed -= Weighed;
        }
    }
}
