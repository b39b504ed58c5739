using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests;

/// <summary>The shapes in which services are asked for, beyond the usual ones.</summary>
public class InjectionShapeTests
{
    private const string Actions = """
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;

        [AttributeUsage(AttributeTargets.Parameter)] public sealed class FromServicesAttribute : Attribute;

        public enum Zone { Utc, Local }
        public interface IClock { string Name { get; } }
        public sealed class Clock(string name) : IClock { public string Name => name; }
        public sealed class Visit { private static int _count; public int Number { get; } = ++_count; }
        public sealed class Missing;
        public readonly record struct Stamp(int Value);

        public static class Registration
        {
            [ActionServices]
            internal static void Add(IServiceCollection services, IConfiguration configuration)
            {
                services.AddSingleton<IClock>(new Clock("plain"));
                services.AddSingleton<IClock>(new Clock("last"));
                services.AddKeyedSingleton<IClock>("text", new Clock("text"));
                services.AddKeyedSingleton<IClock>(Zone.Local, new Clock("enum"));
                services.AddKeyedSingleton<IClock>(7, new Clock("number"));
                services.AddKeyedSingleton<IClock>(typeof(string), new Clock("type"));
                services.AddKeyedSingleton<IClock>((byte)7, new Clock("byte"));
                services.AddKeyedSingleton<IClock>('7', new Clock("char"));
                services.AddSingleton(typeof(long), 5L);
                services.AddScoped<Visit>();
            }
        }

        public static class Keyed
        {
            [Action] public static string Keys([FromKeyedServices("text")] IClock a, [FromKeyedServices(Zone.Local)] IClock b, [FromKeyedServices(7)] IClock c, [FromKeyedServices(typeof(string))] IClock d,
                [FromKeyedServices("none")] IClock? e, [FromKeyedServices("none")] IClock e2 = null!, [FromKeyedServices(null)] IClock f = null!) => $"{a.Name} {b.Name} {c.Name} {d.Name} {e is null} {e2 is null} {f.Name}";
            [Action] public static string KeysOfTheirType([FromKeyedServices((byte)7)] IClock a, [FromKeyedServices('7')] IClock b, [FromKeyedServices(7)] IClock c, [FromKeyedServices((short)7)] IClock? d, [FromKeyedServices(new[] { 7 })] IClock? e) =>
                $"{a.Name} {b.Name} {c.Name} {d is null} {e is null}";
            [Action] public static string Defaults([FromServices] int number = 3, [FromServices] string text = "a\"b", [FromServices] Zone zone = Zone.Local, [FromServices] Zone? other = Zone.Local, [FromServices] Stamp stamp = default,
                [FromKeyedServices("none")] byte key = 4, [FromServices] long given = 9, [FromServices] DateTime? time = null) => $"{number} {text} {zone} {other} {stamp.Value} {key} {given} {time is null}";
            [Action] public static string Many([FromServices] IEnumerable<IClock> clocks, [FromServices] Missing? missing, [FromServices] Missing other = null!) => $"{string.Join(",", clocks.Select(c => c.Name))} {missing is null} {other is null}";
            [Action] public static bool Scoped([FromServices] Visit one, [FromServices] Visit two) => ReferenceEquals(one, two);
            [Action] public static int Needing([FromServices] Missing missing) => 1;
            [Action] public static int NeedingKey([FromKeyedServices("none")] IClock clock) => 1;
            [Action] public static string Provider([FromServices] IServiceProvider services, string text) => services.GetRequiredService<IClock>().Name + text;
        }

        public class Chosen
        {
            private readonly string _how;
            public Chosen() => _how = "nothing";
            [ActivatorUtilitiesConstructor] internal Chosen(IClock clock, CancellationToken cancel, IProgress<double> progress) => _how = clock.Name + cancel.CanBeCanceled;
            [Action] public string Which() => _how;
        }

        public class Tuned(int retries = 3, string name = "x", decimal share = 0.5m, IClock? clock = null, Missing? missing = null)
        {
            [Action] public string Tuning() => FormattableString.Invariant($"{retries} {name} {share} {clock?.Name} {missing is null}");
        }

        public class Plain { [Action] public int Bare() => 1; }

        public class Base(IClock clock) { [Action] public virtual string Virtual() => "base " + clock.Name; }
        public sealed class Derived(IClock clock) : Base(clock) { public override string Virtual() => "derived"; [Action] public string Own() => "own " + Virtual(); }

        public static class Outer { internal sealed class Inner(Visit visit) { [Action] internal async Task<int> Nested() { await Task.Yield(); return visit.Number > 0 ? 2 : 0; } } }
        """;

    private static readonly Lazy<Generated> Compiled = new(static () => Project.Of(Actions).Generate());

    [Theory]
    [InlineData("keys", "{}", "\"text enum number type True True last\"")]
    [InlineData("many", "{}", "\"plain,last True True\"")]
    [InlineData("keys_of_their_type", "{}", "\"byte char number True True\"")]
    [InlineData("defaults", "{}", """
        "3 a\"b Local Local 0 4 5 True"
        """)]
    [InlineData("tuning", "{}", "\"3 x 0.5 last True\"")]
    [InlineData("scoped", "{}", "true")]
    [InlineData("provider", """{"text":"!"}""", "\"last!\"")]
    [InlineData("which", "{}", "\"lastFalse\"")]
    [InlineData("bare", "{}", "1")]
    [InlineData("virtual", "{}", "\"base last\"")]
    [InlineData("own", "{}", "\"own derived\"")]
    [InlineData("nested", "{}", "2")]
    public async Task It_is_given_what_it_asks_for(string action, string arguments, string result)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Equal(result, (await program.RunAsync(action, arguments)).Result);
    }

    [Theory]
    [InlineData("needing", "Missing")]
    [InlineData("needing_key", "IClock")]
    public async Task What_nobody_registered_is_told(string action, string type)
    {
        using RunningProgram program = Compiled.Value.Load();

        Assert.Contains(type, (await Assert.ThrowsAsync<InvalidOperationException>(() => program.RunAsync(action))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("many")]
    [InlineData("which")]
    public void What_is_injected_is_not_asked_for(string action) =>
        Assert.Equal("""{"type":"object","properties":{},"additionalProperties":false}""", Compiled.Value.ParametersOf(action));
}
