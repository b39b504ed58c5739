using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Actions;
using Tinpot.Executions;
using Tinpot.Executions.Events;
using Tinpot.Host.Tests.Api.Support;
using Tinpot.Host.Tests.Workers.Injection;
using Tinpot.Security;

namespace Tinpot.Host.Tests.Api;

/// <summary>Submissions whose answer from the store was lost, whether the store had them or not.</summary>
public class LostAnswerTests
{
    private const string Body = """{"parameters": {"left": 1}}""";

    [Theory]
    [InlineData("execute", true)]
    [InlineData("execute", false)]
    [InlineData("sync_execute", true)]
    [InlineData("sync_execute", false)]
    public async Task Repeating_with_the_id_as_key_runs_once(string verb, bool stored)
    {
        var store = new LosingStore { Stores = stored };
        await using ApiHost host = await StartAsync(store);
        store.Loses = 1;
        string id = await LoseAsync(host, $"/api/actions/api_add/{verb}");

        using HttpRequestMessage again = ApiClient.Post($"/api/actions/api_add/{verb}", Body, ("Idempotency-Key", id));
        using HttpResponseMessage response = await host.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(id, (await response.JsonAsync()).GetProperty("execution_id").GetString());
        Assert.Equal(stored, response.Headers.Contains("Idempotency-Replayed"));
        using HttpRequestMessage third = ApiClient.Post("/api/actions/api_add/execute", Body, ("Idempotency-Key", id));
        using HttpResponseMessage replayed = await host.Client.SendAsync(third);
        Assert.Equal("true", replayed.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Single((await host.Client.GetJsonAsync("/api/executions")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_rerun_carries_its_id_too()
    {
        var store = new LosingStore { Stores = true };
        await using ApiHost host = await StartAsync(store);
        string original = await host.Client.ExecuteAsync("api_add", """{"left": 1}""");
        store.Loses = 1;
        string id = await LoseAsync(host, $"/api/executions/{original}/rerun");
        using HttpRequestMessage again = ApiClient.Post($"/api/executions/{original}/rerun", null, ("Idempotency-Key", id));
        using HttpResponseMessage response = await host.Client.SendAsync(again);
        Assert.Equal(id, (await response.JsonAsync()).GetProperty("execution_id").GetString());
        Assert.Equal(2, (await host.Client.GetJsonAsync("/api/executions")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task What_takes_places_under_limits_runs_once_as_well()
    {
        var store = new LosingStore { Stores = true, Loses = 1 };
        await using ApiHost host = await StartAsync(store);
        string gate = Gates.New();
        Gates.Open(gate);
        string body = $$$"""{"parameters": {"gate": "{{{gate}}}"}}""";
        string id = await LoseAsync(host, "/api/actions/api_alone/execute", body);
        using HttpRequestMessage again = ApiClient.Post("/api/actions/api_alone/execute", body, ("Idempotency-Key", id));
        using HttpResponseMessage response = await host.Client.SendAsync(again);
        Assert.Equal(id, (await response.JsonAsync()).GetProperty("execution_id").GetString());
        Assert.True(response.Headers.Contains("Idempotency-Replayed"));
    }

    [Theory]
    [InlineData("api_add", """{"parameters": {"left": 2}}""")]
    [InlineData("api_add", """{"parameters": {"left": 1}, "priority": 2}""")]
    [InlineData("api_print", null)]
    public async Task Another_request_under_the_id_is_422(string action, string? body)
    {
        var store = new LosingStore { Stores = true, Loses = 1 };
        await using ApiHost host = await StartAsync(store);
        string id = await LoseAsync(host, "/api/actions/api_add/execute");
        using HttpRequestMessage other = ApiClient.Post($"/api/actions/{action}/execute", body, ("Idempotency-Key", id));
        using HttpResponseMessage response = await host.Client.SendAsync(other);
        await response.ProblemAsync(422, "idempotency-conflict");
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("0198c0de-0000-4000-8000-000000000000")]
    [InlineData("01000000-0000-7000-8000-000000000000")]
    [InlineData("ffffffff-ffff-7fff-bfff-ffffffffffff")]
    public async Task An_id_that_no_submission_would_have_now_is_a_key_like_any_other(string key)
    {
        await using ApiHost host = await StartAsync(new LosingStore());
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_add/execute", Body, ("Idempotency-Key", key));
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        string id = (await response.JsonAsync()).GetProperty("execution_id").GetString()!;
        Assert.NotEqual(key, id);
        Assert.Equal(7, Guid.Parse(id).Version);
    }

    public static TheoryData<string, string, bool> Unforeseen
    {
        get
        {
            var all = new TheoryData<string, string, bool>();
            foreach ((string kind, _) in FaultKinds.All.Where(one => one.Name != "unavailable"))
            {
                all.Add(kind, "execute", true);
                all.Add(kind, "execute", false);
                all.Add(kind, "sync_execute", true);
            }

            return all;
        }
    }

    /// <summary>Nobody foresaw how the store fails; the client can still repeat safely.</summary>
    [Theory, MemberData(nameof(Unforeseen))]
    public async Task A_failure_of_an_unknown_kind_carries_the_id_too(string kind, string verb, bool stored)
    {
        var store = new LosingStore { Stores = stored, Failure = FaultKinds.All.Single(one => one.Name == kind).Make };
        await using ApiHost host = await StartAsync(store);
        store.Loses = 1;
        using HttpRequestMessage request = ApiClient.Post($"/api/actions/api_add/{verb}", Body);
        using HttpResponseMessage failed = await host.Client.SendAsync(request);
        JsonElement problem = await failed.ProblemAsync(500, "unexpected");
        string id = problem.GetProperty("execution_id").GetString()!;
        Assert.Contains($"'Idempotency-Key: {id}'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("under reference", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);

        using HttpRequestMessage again = ApiClient.Post($"/api/actions/api_add/{verb}", Body, ("Idempotency-Key", id));
        using HttpResponseMessage response = await host.Client.SendAsync(again);
        Assert.Equal(id, (await response.JsonAsync()).GetProperty("execution_id").GetString());
        Assert.Equal(stored, response.Headers.Contains("Idempotency-Replayed"));
        Assert.Single((await host.Client.GetJsonAsync("/api/executions")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Code_that_submits_learns_the_id_whatever_the_store_failed_of()
    {
        var store = new LosingStore { Stores = true, Failure = () => new InvalidOperationException("unforeseen"), Loses = 1 };
        await using ApiHost host = await StartAsync(store);
        IActionClient client = host.Services.GetRequiredService<IActionClient>();
        var failure = await Assert.ThrowsAsync<StoreUnavailableException>(() => client.SubmitAsync("api_add", new() { ["left"] = 1 }, null, CancellationToken.None));
        Guid id = Assert.NotNull(failure.ExecutionId);
        Assert.Equal(id, await client.SubmitAsync("api_add", new() { ["left"] = 1 }, new SubmitOptions { IdempotencyKey = id.ToString() }, CancellationToken.None));
    }

    [Fact]
    public async Task A_wait_that_fails_in_an_unknown_way_says_which_execution_was_accepted()
    {
        var store = new LosingStore { Blind = true, Failure = () => new IOException("unforeseen") };
        await using ApiHost host = await StartAsync(store);
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_add/sync_execute", Body);
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        JsonElement problem = await response.ProblemAsync(500, "unexpected");
        string id = problem.GetProperty("execution_id").GetString()!;
        Assert.Contains($"Execution {id} was accepted", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    /// <summary>It was accepted: only its end is unknown.</summary>
    [Fact]
    public async Task A_wait_that_fails_says_which_execution_was_accepted()
    {
        var store = new LosingStore { Blind = true };
        await using ApiHost host = await StartAsync(store);
        using HttpRequestMessage request = ApiClient.Post("/api/actions/api_add/sync_execute", Body);
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        JsonElement problem = await response.ProblemAsync(503, "store-unavailable");
        string id = problem.GetProperty("execution_id").GetString()!;
        Assert.Contains($"Execution {id} was accepted", problem.GetProperty("detail").GetString());
        store.Blind = false;
        Assert.Equal(id, (await host.Client.GetJsonAsync($"/api/executions/{id}")).GetProperty("execution_id").GetString());
    }

    private static async Task<string> LoseAsync(ApiHost host, string path, string body = Body)
    {
        using HttpRequestMessage request = ApiClient.Post(path, path.EndsWith("/rerun", StringComparison.Ordinal) ? null : body);
        using HttpResponseMessage response = await host.Client.SendAsync(request);
        JsonElement problem = await response.ProblemAsync(503, "store-unavailable");
        Assert.Contains("may have been accepted", problem.GetProperty("detail").GetString());
        return problem.GetProperty("execution_id").GetString()!;
    }

    private static Task<ApiHost> StartAsync(LosingStore store) => ApiHost.StartAsync(_ => { }, services =>
    {
        ServiceDescriptor real = services.Last(service => service.ServiceType == typeof(IExecutionClient));
        services.AddSingleton<IExecutionClient>(provider =>
        {
            store.Inner = (IExecutionClient)real.ImplementationFactory!(provider);
            return store;
        });
    });

    /// <summary>A real store behind a connection that breaks before or after it has done what it was asked for.</summary>
    private sealed class LosingStore : IExecutionClient
    {
        public IExecutionClient Inner { get; set; } = null!;

        /// <summary>So many answers are lost from now on.</summary>
        public int Loses { get; set; }

        /// <summary>What is thrown instead of an answer.</summary>
        public Func<Exception> Failure { get; init; } = static () => new StoreUnavailableException("The connection broke.");

        /// <summary>Whether what is lost was done.</summary>
        public bool Stores { get; init; }

        /// <summary>Nothing can be read.</summary>
        public bool Blind { get; set; }

        public async Task<IReadOnlyList<SubmitOutcome>> SubmitAsync(IReadOnlyList<ExecutionSubmission> submissions, CancellationToken cancellation)
        {
            if (Loses == 0)
                return await Inner.SubmitAsync(submissions, cancellation);
            Loses--;
            if (Stores)
                await Inner.SubmitAsync(submissions, cancellation);
            throw Failure();
        }

        public Task<CancelOutcome> CancelAsync(Guid id, Principal by, CancellationToken cancellation) => Inner.CancelAsync(id, by, cancellation);

        public Task<ExecutionRecord?> FindAsync(Guid id, CancellationToken cancellation) => Seen(Inner.FindAsync(id, cancellation));

        public Task<ExecutionRecord?> WaitForEndAsync(Guid id, CancellationToken cancellation) => Seen(Inner.WaitForEndAsync(id, cancellation));

        public Task<ExecutionPage> ListAsync(ExecutionQuery query, CancellationToken cancellation) => Inner.ListAsync(query, cancellation);

        public Task<IReadOnlyList<LaneLoad>> LanesAsync(CancellationToken cancellation) => Inner.LanesAsync(cancellation);

        public Task<IReadOnlyList<EventBatch>> ReadEventsAsync(Guid id, EventRange range, CancellationToken cancellation) =>
            Seen(Inner.ReadEventsAsync(id, range, cancellation));

        public Task<long> CountLinesAsync(Guid id, CancellationToken cancellation) => Inner.CountLinesAsync(id, cancellation);

        public Task WaitForEventsAsync(Guid id, EventId after, CancellationToken cancellation) => Inner.WaitForEventsAsync(id, after, cancellation);

        private Task<T> Seen<T>(Task<T> answer) => Blind ? throw Failure() : answer;
    }
}
