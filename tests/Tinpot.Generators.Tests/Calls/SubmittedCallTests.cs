using System.Text;
using Tinpot.Generators.Tests.Harness;
using Tinpot.Runtime;

namespace Tinpot.Generators.Tests.Calls;

/// <summary>What is generated beside each action, to run it as an execution of its own.</summary>
public class SubmittedCallTests
{
    private const string Actions = """
        using Microsoft.Extensions.Logging;
        using Microsoft.Extensions.DependencyInjection;

        namespace Acme;

        public enum Target { Staging, LiveEurope }
        public sealed record Server(string Host, Secret<string>? Password, int Port = 80);
        public sealed record Report(string Name, Target Target, IReadOnlyList<int> Numbers);
        public sealed record Hiding(string User, Secret<string> Password);
        public sealed class Clock { public int Hour => 7; }

        public static class Work
        {
            [Action] public static int CleanCache(int days = 7, CancellationToken cancel = default) => days;
            [Action] public static void Fail(string why) => throw new TimeoutException(why);
            [Action("plain_name")] public static Task<string> SomethingElseAsync(string @class, Target target = Target.LiveEurope, double? share = null, decimal price = 1.5m) =>
                Task.FromResult($"{@class} {target} {share} {price}");
            [Action] public static Report Count(params int[] numbers) => new("r", Target.Staging, numbers);
            [Action] public static string Deploy(Server server, Secret<int>? pin, Dictionary<string, Secret<string>>? keys = null) =>
                $"{server.Host}:{server.Port} {server.Password?.Reveal()} {pin?.Reveal()} {string.Join(",", (keys ?? []).Select(k => k.Key + "=" + k.Value.Reveal()))}";
            [Action] public static Hiding Hide() => new("u", new("p"));
            [Action] public static async IAsyncEnumerable<int> Stream(int n) { for (int i = 0; i < n; i++) { await Task.Yield(); yield return i; } }
            [Action] public static void Log(ILogger logger, IProgress<double> progress, ActionExecution execution) { logger.LogInformation("x"); progress.Report(1); execution.Report(0.5); }
            [Action] public static string Wait(CancellationToken cancel) { cancel.ThrowIfCancellationRequested(); return "waited"; }
            [Action] public static int Optional([FromKeyedServices("k")] Clock? clock = null) => clock?.Hour ?? -1;
            [Action] public static int a_1() => 1;
            [Action("a1")] public static int Other() => 2;
            [Action] public static int Submit() => 3;
        }

        public sealed class Shift(Clock clock)
        {
            /// <summary>Tells the hour &amp; more.</summary>
            /// <param name="plus">Is &lt;added&gt;.</param>
            [Action] public int Hour(int plus = 1) => clock.Hour + plus;
        }

        public sealed class Bare(ILogger<Bare> logger)
        {
            [Action] public int Bared() { logger.LogInformation("bare"); return 5; }
        }
        """;

    /// <summary>Actions that call the others through <c>Submit</c>, and code that is no action.</summary>
    private const string Callers = """
        namespace Acme;

        public static class Callers
        {
            [Action] public static Task<int> Cleans() => Submit.CleanCache(days: 30);
            [Action] public static async Task<int> CleansByDefault() => await Submit.CleanCache();
            [Action] public static Task Fails() => Submit.Fail("because");
            [Action] public static Task<string> Names() => Submit.PlainName("c", share: 0.25);
            [Action] public static async Task<string> Counts() { Report r = await Submit.Count([1, 2]); return $"{r.Name} {r.Target} {r.Numbers.Count}"; }
            [Action] public static Task<string> Deploys() => Submit.Deploy(new Server("h", new("s3cret")), new(1234), new() { ["k"] = new("v") });
            [Action] public static async Task<string> Hides() { System.Text.Json.JsonElement e = await Submit.Hide(); return e.GetProperty("user").GetString() + e.GetProperty("password").GetString(); }
            [Action] public static Task<long> Streams() => Submit.Stream(3);
            [Action] public static Task Logs() => Submit.Log();
            [Action] public static Task<string> Waits() => Submit.Wait();
            [Action] public static Task<int> Optionals() => Submit.Optional();
            [Action] public static Task<int> Hours() => Submit.Hour();
            [Action] public static Task<int> Bares() => Submit.Bared();
            [Action] public static async Task<int> Odd() => await Submit.A_1() * 100 + await Submit.A1() * 10 + await Submit.Submit_action();
        }
        """;

    private static readonly Generated Code = Project.Of(Actions).With("/project/Callers.cs", Callers).Generate();

    [Theory]
    [InlineData("cleans", "clean_cache", """{"days":30}""", "30", "30")]
    [InlineData("cleans_by_default", "clean_cache", """{"days":7}""", "7", "7")]
    [InlineData("names", "plain_name", """{"class":"c","target":"live_europe","share":0.25,"price":1.5}""", "\"r\"", "\"r\"")]
    [InlineData("counts", "count", """{"numbers":[1,2]}""", """{"name":"r","target":"live_europe","numbers":[1,2,3]}""", "\"r LiveEurope 3\"")]
    [InlineData("hides", "hide", "{}", """{"user":"u","password":"***"}""", "\"u***\"")]
    [InlineData("streams", "stream", """{"n":3}""", """{"items":12}""", "12")]
    [InlineData("logs", "log", "{}", null, null)]
    [InlineData("hours", "hour", """{"plus":1}""", "8", "8")]
    public async Task In_an_execution_the_call_goes_to_the_host(string caller, string action, string arguments, string? answer, string? result)
    {
        var host = new Answering(answer);
        using RunningProgram program = Code.Load();
        program.Submitter = host;
        ActionRun run = await program.RunAsync(caller);
        Assert.Equal(result, run.Result);
        Assert.Equal((action, arguments), (host.Action, host.Arguments));
        Assert.Equal($"{action} {arguments} -> {answer}", run.Calls);
        Assert.Equal([host.Id], run.Root.Submitted);
        Assert.Equal(7, host.Id.Version);
    }

    [Fact]
    public async Task Secrets_are_submitted_in_clear_and_recorded_masked()
    {
        var host = new Answering("\"ok\"");
        using RunningProgram program = Code.Load();
        program.Submitter = host;
        ActionRun run = await program.RunAsync("deploys");
        Assert.Equal("""{"server":{"host":"h","password":"s3cret","port":80},"pin":1234,"keys":{"k":"v"}}""", host.Arguments);
        Assert.Equal("""deploy {"server":{"host":"h","password":"***","port":80},"pin":"***","keys":{"k":"***"}} -> "ok" """.TrimEnd(), run.Calls);
    }

    [Theory]
    [InlineData("cleans", "30")]
    [InlineData("names", "\"c LiveEurope 0.25 1.5\"")]
    [InlineData("counts", "\"r Staging 2\"")]
    [InlineData("deploys", "\"h:80 s3cret 1234 k=v\"")]
    [InlineData("hides", "\"u***\"")]
    [InlineData("streams", "3")]
    [InlineData("logs", null)]
    [InlineData("waits", "\"waited\"")]
    [InlineData("optionals", "-1")]
    [InlineData("odd", "123")]
    public async Task Without_a_host_the_action_runs_in_place(string caller, string? result)
    {
        using RunningProgram program = Code.Load();
        Assert.Equal(result, (await program.RunAsync(caller)).Result);
    }

    [Fact]
    public async Task Without_a_host_a_failure_is_told_as_a_host_tells_it()
    {
        using RunningProgram program = Code.Load();
        ActionFailedException error = await Assert.ThrowsAsync<ActionFailedException>(() => (Task)program.Call("Acme.Callers", "Fails")!);
        Assert.Equal(("fail", "FAILURE", "exception", "System.TimeoutException", "because"), (error.Action, error.State, error.Reason, error.ErrorType, error.ErrorMessage));
        Assert.IsType<TimeoutException>(error.InnerException);
    }

    [Fact]
    public async Task Without_a_host_a_missing_service_is_named()
    {
        using RunningProgram program = Code.Load();
        InvalidOperationException error = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => (Task)program.Call("Acme.Callers", "Hours")!);
        Assert.Contains("'hour' takes a Acme.Clock", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_of_another_version_is_a_failure()
    {
        using RunningProgram program = Code.Load();
        program.Submitter = new Answering("\"many\"");
        ActionFailedException error = await Assert.ThrowsAsync<ActionFailedException>(() => program.RunAsync("cleans"));
        Assert.Equal(("SUCCESS", "result"), (error.State, error.Reason));
        program.Submitter = new Answering(null);
        Assert.Equal("result", (await Assert.ThrowsAsync<ActionFailedException>(() => program.RunAsync("cleans"))).Reason);
    }

    [Fact]
    public async Task A_stopped_execution_does_not_wait_and_does_not_submit()
    {
        using var stop = new CancellationTokenSource();
        using var program = new RunningProgram(Code.Emit()) { Token = stop.Token };
        var host = new Answering("1") { Stops = stop };
        program.Submitter = host;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => program.RunAsync("cleans"));
        host.Action = "";
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => program.RunAsync("cleans"));
        Assert.Equal("", host.Action);
    }

    /// <summary>What a generated method returns has no type while the generator looks at the calls.</summary>
    [Fact]
    public async Task What_came_of_a_submitted_call_may_be_given_to_a_recorded_one()
    {
        using RunningProgram program = Project.Of("""
            public static class A
            {
                [Action] public static int Get() => 4;
                [Action] public static string Take(int n, string text = "t") => text + n;
                [Action] public static async Task<string> Both() { var n = await Submit.Get(); return Take(n) + Take(await Submit.Get(), "u"); }
            }
            """).Generate().Load();
        ActionRun run = await program.RunAsync("both");
        Assert.Equal("\"t4u4\"", run.Result);
        Assert.Equal("""
            take {"n":4,"text":"t"} -> "t4"
            take {"n":4,"text":"u"} -> "u4"
            """.ReplaceLineEndings("\n"), run.Calls);
        Assert.Equal(["take"], program.Catalog.Find("both")!.Calls);
    }

    [Fact]
    public async Task A_program_submits_the_public_actions_of_its_libraries()
    {
        Generated library = (Project.Of("""
            namespace Acme;
            public static class Tools { [Action] public static int Twice(int n) => 2 * n; [Action] internal static int Hidden(int n) => n; }
            public static class Inside { [Action] public static Task<int> Own(int n) => Submit.Hidden(n); }
            """) with { Name = "Acme.Tools" }).Generate();
        Generated program = (Project.Of("""
            [assembly: UseActions(typeof(Acme.Tools), Prefix = "x")]
            public static class A { [Action] public static Task<int> Uses() => Submit.Twice(4); [Action] public static Task<int> Local() => Submit.Uses(); }
            """) with { Name = "Program", Kind = Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, References = [library.AsReference()] }).Generate();
        using RunningProgram running = program.Load(library.Emit());
        var host = new Answering("8");
        running.Submitter = host;
        Assert.Equal("8", (await running.RunAsync("uses")).Result);
        Assert.Equal("8", (await running.RunAsync("local")).Result);
        Assert.DoesNotContain(program.Compilation.GetDiagnostics(TestContext.Current.CancellationToken), d => d.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);
        Assert.Contains((Project.Of("public static class A { static Task<int> M() => Submit.Hidden(1); }") with { References = [library.AsReference()] })
            .Generate().Compilation.GetDiagnostics(TestContext.Current.CancellationToken), d => d.Id == "CS0117");
    }

    [Fact]
    public void What_the_author_wrote_of_an_action_is_told_of_its_submission()
    {
        string text = Code.File("Tinpot.Actions_Acme_Shift.g.cs")!;
        Assert.Contains("/// <summary>Tells the hour &amp; more. Runs <c>hour</c> as an execution of its own.</summary>", text, StringComparison.Ordinal);
        Assert.Contains("/// <param name=\"plus\">Is &lt;added&gt;.</param>", text, StringComparison.Ordinal);
    }

    /// <summary>A host that answers at once.</summary>
    private sealed class Answering(string? answer) : ISubmitter
    {
        public Guid Id { get; private set; }

        public string Action { get; set; } = "";

        public string Arguments { get; private set; } = "";

        /// <summary>Cancels it and never answers.</summary>
        public CancellationTokenSource? Stops { get; init; }

        public Task<ReadOnlyMemory<byte>?> RunAsync(Guid id, string action, ReadOnlyMemory<byte> arguments)
        {
            (Id, Action, Arguments) = (id, action, Encoding.UTF8.GetString(arguments.Span));
            if (Stops is null)
                return Task.FromResult(answer is null ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(answer));
            Stops.Cancel();
            return new TaskCompletionSource<ReadOnlyMemory<byte>?>().Task;
        }
    }
}
