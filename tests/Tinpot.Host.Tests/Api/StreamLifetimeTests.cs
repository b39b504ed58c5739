using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Host.Tests.Api.Support;
using Tinpot.Security;

namespace Tinpot.Host.Tests.Api;

/// <summary>How streams are kept alive, and how they end.</summary>
public class StreamLifetimeTests
{
    [Fact]
    public async Task A_silent_stream_gets_a_comment_every_15_seconds()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, services => services.AddSingleton<TimeProvider>(clock));
        string gate = Gates.New();
        string id = await host.Client.ExecuteAsync("api_gate", $$"""{"gate": "{{gate}}"}""");
        using SseStream stream = await host.Client.StreamAsync(id);
        Task<List<SseEvent>> reading = stream.ToEndAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (int comments = 1; comments <= 2; comments++)
        {
            while (stream.Comments < comments)
            {
                clock.Advance(TimeSpan.FromSeconds(5));
                await Task.Delay(20, deadline.Token);
            }
        }

        Gates.Open(gate);
        while (!reading.IsCompleted)
        {
            // Unfinished lines and pauses of the worker live by the same clock
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, deadline.Token);
        }

        Assert.Equal("complete", (await reading)[^1].Type);
    }

    [Fact]
    public async Task A_viewer_that_leaves_frees_its_wait()
    {
        WaitCounter? counter = null;
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, services => WaitCounter.Wrap(services, made => counter = made));
        string gate = Gates.New();
        string id = await host.Client.ExecuteAsync("api_gate", $$"""{"gate": "{{gate}}"}""");
        for (int viewer = 0; viewer < 10; viewer++)
        {
            using SseStream stream = await host.Client.StreamAsync(id);
            await stream.UntilAsync("log");
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (counter!.Waiting > 0)
            await Task.Delay(20, deadline.Token);
        Gates.Open(gate);
    }

    [Fact]
    public async Task Viewers_watch_a_drain_to_its_end()
    {
        await using ApiHost host = await ApiHost.StartAsync(options => options.Drain = TimeSpan.FromMinutes(5));
        string gate = Gates.New();
        string id = await host.Client.ExecuteAsync("api_gate", $$"""{"gate": "{{gate}}"}""");
        using SseStream stream = await host.Client.StreamAsync(id);
        await stream.UntilAsync("log");
        Task stopping = host.StopAsync(signal: true);
        using SseStream late = await host.Client.StreamAsync(id);
        await late.UntilAsync("log");
        Gates.Open(gate);
        Assert.Equal("SUCCESS", (await stream.UntilAsync("complete")).Json.GetProperty("state").GetString());
        Assert.Equal("SUCCESS", (await late.UntilAsync("complete")).Json.GetProperty("state").GetString());
        await stopping;
    }

    [Fact]
    public async Task A_shutdown_ends_streams_and_waits_of_what_does_not_run()
    {
        await using ApiHost host = await ApiHost.StartAsync(_ => { });
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_print/sync_execute", """{"delay_seconds": 3600}""");
        Task<HttpResponseMessage> waiting = host.Client.SendAsync(request);
        string id = await ScheduledAsync(host);
        using SseStream stream = await host.Client.StreamAsync(id);
        Assert.Equal("connected", (await stream.NextAsync())!.Type);

        var watch = Stopwatch.StartNew();
        Task stopping = host.StopAsync(signal: true);
        Assert.DoesNotContain(await stream.ToEndAsync(), one => one.Type == "complete");
        using HttpResponseMessage response = await waiting;
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("SCHEDULED", (await response.JsonAsync()).GetProperty("status").GetString());
        await stopping;
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"The shutdown took {watch.Elapsed}.");
    }

    private static async Task<string> ScheduledAsync(ApiHost host)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            JsonElement items = (await host.Client.GetJsonAsync("/api/executions?state=SCHEDULED")).GetProperty("items");
            if (items.GetArrayLength() > 0)
                return items[0].GetProperty("execution_id").GetString()!;
            await Task.Delay(20, deadline.Token);
        }
    }

    /// <summary>Counts the viewers that wait at the store.</summary>
    private sealed class WaitCounter(IExecutionClient inner) : IExecutionClient
    {
        private int _waiting;

        public int Waiting => Volatile.Read(ref _waiting);

        public static void Wrap(IServiceCollection services, Action<WaitCounter> made)
        {
            ServiceDescriptor registered = services.Last(service => service.ServiceType == typeof(IExecutionClient));
            services.AddSingleton<IExecutionClient>(provider =>
            {
                var counter = new WaitCounter((IExecutionClient)registered.ImplementationFactory!(provider));
                made(counter);
                return counter;
            });
        }

        public Task<IReadOnlyList<SubmitOutcome>> SubmitAsync(IReadOnlyList<ExecutionSubmission> submissions, CancellationToken cancellation) => inner.SubmitAsync(submissions, cancellation);

        public Task<CancelOutcome> CancelAsync(Guid id, Principal by, CancellationToken cancellation) => inner.CancelAsync(id, by, cancellation);

        public Task<ExecutionRecord?> FindAsync(Guid id, CancellationToken cancellation) => inner.FindAsync(id, cancellation);

        public Task<ExecutionRecord?> WaitForEndAsync(Guid id, CancellationToken cancellation) => inner.WaitForEndAsync(id, cancellation);

        public Task<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellation) => inner.ListAsync(query, cancellation);

        public Task<IReadOnlyList<LaneLoad>> LanesAsync(CancellationToken cancellation) => inner.LanesAsync(cancellation);

        public Task<IReadOnlyList<EventBatch>> ReadEventsAsync(Guid id, EventRange range, CancellationToken cancellation) => inner.ReadEventsAsync(id, range, cancellation);

        public Task<long> CountLinesAsync(Guid id, CancellationToken cancellation) => inner.CountLinesAsync(id, cancellation);

        public async Task WaitForEventsAsync(Guid id, EventId after, CancellationToken cancellation)
        {
            Interlocked.Increment(ref _waiting);
            try
            {
                await inner.WaitForEventsAsync(id, after, cancellation);
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }
    }
}
