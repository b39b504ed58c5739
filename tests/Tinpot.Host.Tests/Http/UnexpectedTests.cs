using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Host.Tests.Api.Support;
using Tinpot.Http;
using Tinpot.Security;

namespace Tinpot.Host.Tests.Http;

/// <summary>Failures of kinds that no endpoint expects.</summary>
public class UnexpectedTests
{
    public static TheoryData<Exception> Kinds { get; } =
    [
        new InvalidOperationException("The batch does not follow."), new IOException("/secret/path"), new JsonException("bad"), new OutOfMemoryException(),
        new OperationCanceledException(), new TimeoutException(), new NullReferenceException(), new FormatException(), new AggregateException(),
    ];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Each_is_500_with_a_reference_that_the_log_has_once(Exception failure)
    {
        var log = new Log();
        await using ApiHost host = await StartAsync(failure, log);
        var references = new HashSet<string>();
        for (int time = 0; time < 5; time++)
        {
            using HttpResponseMessage response = await host.Client.GetAsync($"/api/executions/{Guid.NewGuid()}");
            string detail = (await response.ProblemAsync(500, "unexpected")).GetProperty("detail").GetString()!;
            Assert.DoesNotContain("secret", detail, StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            references.Add(detail.TrimEnd('.').Split(' ')[^1]);
        }

        string reference = Assert.Single(references);
        Assert.Contains(reference, Assert.Single(log.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/api/actions/api_print/execute")]
    [InlineData("POST", "/api/actions/api_print/sync_execute")]
    [InlineData("POST", "/api/executions/cancel")]
    [InlineData("GET", "/api/executions")]
    [InlineData("GET", "/api/executions/{id}/stream")]
    [InlineData("GET", "/api/executions/{id}/logs")]
    [InlineData("GET", "/api/queues")]
    public async Task Every_endpoint_answers_a_problem(string method, string path)
    {
        await using ApiHost host = await StartAsync(new InvalidOperationException("broken"), new Log());
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("{id}", Guid.NewGuid().ToString()));
        if (path.EndsWith("/cancel", StringComparison.Ordinal))
            request.Content = ApiClient.Json($$"""{"ids": ["{{Guid.NewGuid()}}"]}""");
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        await response.ProblemAsync(500, "unexpected");
        Assert.False(response.Headers.Contains("Location"));
    }

    [Fact]
    public async Task A_client_that_leaves_is_no_failure()
    {
        var log = new Log();
        var store = new FailingStore(async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return new InvalidOperationException();
        });
        await using ApiHost host = await ApiHost.StartAsync(_ => { }, services => Add(services, store, log));
        using (var leaving = new CancellationTokenSource())
        {
            Task<HttpResponseMessage> asking = host.Client.GetAsync($"/api/executions/{FailingStore.Watched}", leaving.Token);
            await store.Asked.Task.WaitAsync(TimeSpan.FromSeconds(60));
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        }

        await store.Left.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/api/actions")).StatusCode);
        Assert.Empty(log.Errors);
    }

    private static Task<ApiHost> StartAsync(Exception failure, Log log) =>
        ApiHost.StartAsync(_ => { }, services => Add(services, new FailingStore(_ => Task.FromResult(failure)), log));

    private static void Add(IServiceCollection services, FailingStore store, Log log)
    {
        services.AddSingleton<IExecutionClient>(store);
        services.AddSingleton<ILogger<UnexpectedFailures>>(log);
    }

    private sealed class Log : ILogger<UnexpectedFailures>
    {
        public ConcurrentQueue<string> Errors { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning)
                Errors.Enqueue(formatter(state, exception));
        }
    }

    /// <summary>A store that fails with an exception it does not name.</summary>
    private sealed class FailingStore(Func<CancellationToken, Task<Exception>> fails) : IExecutionClient
    {
        public static readonly Guid Watched = Guid.NewGuid();

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IReadOnlyList<SubmitOutcome>> SubmitAsync(IReadOnlyList<ExecutionSubmission> submissions, CancellationToken cancellation) => FailAsync<IReadOnlyList<SubmitOutcome>>(cancellation);

        public Task<CancelOutcome> CancelAsync(Guid id, Principal by, CancellationToken cancellation) => FailAsync<CancelOutcome>(cancellation);

        public async Task<ExecutionRecord?> FindAsync(Guid id, CancellationToken cancellation)
        {
            // The host itself reads now and then
            if (id == Watched)
                Asked.TrySetResult();
            try
            {
                return await FailAsync<ExecutionRecord?>(cancellation);
            }
            finally
            {
                if (id == Watched)
                    Left.TrySetResult();
            }
        }

        public Task<ExecutionRecord?> WaitForEndAsync(Guid id, CancellationToken cancellation) => FailAsync<ExecutionRecord?>(cancellation);

        public Task<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellation) => FailAsync<ExecutionPage>(cancellation);

        public Task<IReadOnlyList<LaneLoad>> LanesAsync(CancellationToken cancellation) => FailAsync<IReadOnlyList<LaneLoad>>(cancellation);

        public Task<IReadOnlyList<EventBatch>> ReadEventsAsync(Guid id, EventRange range, CancellationToken cancellation) => FailAsync<IReadOnlyList<EventBatch>>(cancellation);

        public Task<long> CountLinesAsync(Guid id, CancellationToken cancellation) => FailAsync<long>(cancellation);

        public Task WaitForEventsAsync(Guid id, Tinpot.Executions.Events.EventId after, CancellationToken cancellation) => FailAsync<int>(cancellation);

        private async Task<T> FailAsync<T>(CancellationToken cancellation) => throw await fails(cancellation);
    }
}
