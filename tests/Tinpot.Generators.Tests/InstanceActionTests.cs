using Microsoft.Extensions.DependencyInjection;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests;

public class InstanceActionTests
{
    private const string Actions = """
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Logging;

        // Stands for ASP.NET Core's
        [AttributeUsage(AttributeTargets.Parameter)] public sealed class FromServicesAttribute : Attribute;

        public sealed class Trail { public List<string> Steps { get; } = []; public string Text => string.Join(" ", Steps); }

        public sealed class Clock(string name) { public string Name => name; }

        public static class Registration
        {
            [ActionServices]
            internal static void Add(IServiceCollection services, IConfiguration configuration)
            {
                services.AddSingleton(new Trail());
                services.AddSingleton(new Clock(configuration["x"]!));
                services.AddKeyedSingleton("utc", new Clock("utc"));
            }
        }

        public class Jobs(Trail trail, Clock clock, [FromKeyedServices("utc")] Clock utc, ILogger<Jobs> typed, ILogger own, ActionExecution execution, Missing? missing = null) : IDisposable
        {
            [Action] public string Name(int number) { trail.Steps.Add("run"); return $"{clock.Name} {utc.Name} {number} {typed is not null} {execution.RequestedBy} {missing is null} {Log(own)}"; }
            private static bool Log(ILogger log) { log.LogInformation("logged"); return true; }
            public void Dispose() => trail.Steps.Add("disposed");
            [Action] public int Fail() => throw new InvalidOperationException("no");
        }

        public sealed class Missing;

        public sealed class Late(Trail trail) : IAsyncDisposable, IDisposable
        {
            [Action] public async Task<string> Wait(CancellationToken cancel) { await Task.Delay(1, cancel); trail.Steps.Add("waited"); return trail.Text; }
            [Action] public string Hurry() { trail.Steps.Add("hurried"); return "h"; }
            async ValueTask IAsyncDisposable.DisposeAsync() { await Task.Yield(); trail.Steps.Add("disposed later"); }
            void IDisposable.Dispose() => trail.Steps.Add("wrong");
        }

        public static class Parameters
        {
            [Action] public static string Take([FromServices] Clock clock, [FromKeyedServices("utc")] Clock keyed, [FromServices] Missing? missing, ILogger log, ILogger<Clock> typed,
                IProgress<double> progress, ActionExecution execution, CancellationToken cancel, int number = 1)
            {
                log.LogWarning("warned");
                progress.Report(0.5);
                return $"{clock.Name} {keyed.Name} {missing is null} {typed is not null} {execution.CallId} {cancel.CanBeCanceled} {number}";
            }

            [Action] public static string Steps([FromServices] Trail trail) => trail.Text;
        }
        """;

    private static readonly Lazy<Generated> Compiled = new(() => Project.Of(Actions).Generate());

    [Fact]
    public async Task A_constructor_is_given_services_and_what_belongs_to_the_execution()
    {
        using RunningProgram program = new(Compiled.Value.Emit()) { Services = static s => s.AddLogging() };

        ActionRun run = await program.RunAsync("name", """{"number":3}""");

        Assert.Equal("\"configured utc 3 True tester True True\"", run.Result);
        Assert.Equal(["Information: logged"], run.Root.Entries);
    }

    [Fact]
    public async Task Parameters_are_injected_by_type_and_attribute()
    {
        using CancellationTokenSource source = new();
        using RunningProgram program = new(Compiled.Value.Emit()) { Services = static s => s.AddLogging(), Token = source.Token };

        ActionRun run = await program.RunAsync("take");

        Assert.Equal("\"configured utc True True 0 True 1\"", run.Result);
        Assert.Equal(["Warning: warned", "progress 0.5"], run.Root.Entries);
        Assert.Equal("""{"type":"object","properties":{"number":{"type":"integer","format":"int32","default":1}},"additionalProperties":false}""", Compiled.Value.ParametersOf("take"));
        Assert.True(program.Catalog.Find("take")!.Cancellable);
        Assert.True(program.Catalog.Find("name")!.Cancellable);
        Assert.False(program.Catalog.Find("steps")!.Cancellable);
    }

    [Theory]
    [InlineData("name", """{"number":1}""", "run disposed")]
    [InlineData("wait", "{}", "waited disposed later")]
    [InlineData("hurry", "{}", "hurried disposed later")]
    public async Task An_instance_is_let_go_after_the_call(string action, string arguments, string steps)
    {
        Trail trail = new();
        using RunningProgram program = new(Compiled.Value.Emit()) { Services = services => Keep(services, trail) };

        await program.RunAsync(action, arguments);

        Assert.Equal(steps, trail.Text);
    }

    [Fact]
    public async Task An_instance_is_let_go_when_the_call_throws()
    {
        Trail trail = new();
        using RunningProgram program = new(Compiled.Value.Emit()) { Services = services => Keep(services, trail) };

        await Assert.ThrowsAsync<InvalidOperationException>(() => program.RunAsync("fail"));

        Assert.Equal("disposed", trail.Text);
    }

    /// <summary>Watches the program's own singleton, whose type only it knows.</summary>
    private static void Keep(IServiceCollection services, Trail trail)
    {
        services.AddLogging();
        trail.Source = services.Single(static s => s.ServiceType.Name == "Trail").ImplementationInstance!;
    }

    private sealed class Trail
    {
        public object? Source { get; set; }

        public string Text => (string)Source!.GetType().GetProperty("Text")!.GetValue(Source)!;
    }
}
