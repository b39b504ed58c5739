using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Analyzers;

/// <summary>TPT084: a service that an action asks for and that no code seen here can have registered.</summary>
public class MissingServiceTests
{
    private const string Types = """
        public interface IClock;
        public sealed class Clock : IClock;
        public interface IRepository<T>;
        public sealed class Repository<T> : IRepository<T>;
        [AttributeUsage(AttributeTargets.Parameter)] public sealed class FromServicesAttribute : Attribute;
        """;

    private const string NeedsClock = "public class A(IClock {|TPT084:clock|}) { [Action] public string Run() => clock.ToString()!; }";
    private const string HasClock = "public class A(IClock clock) { [Action] public string Run() => clock.ToString()!; }";

    [Theory]
    // Nothing registers it
    [InlineData(NeedsClock, null)]
    [InlineData("public static class A { [Action] public static void Run([FromServices] IClock {|TPT084:clock|}, [FromServices] IRepository<int> {|TPT084:all|}, int n) { } }", null)]
    [InlineData("public static class A { [Action] public static void Run([FromServices] TimeProvider {|TPT084:time|}) { } }", null)]
    [InlineData("public static class A { [Action] public static void Run([FromKeyedServices(\"a\")] IClock {|TPT084:clock|}) { } }", "services.AddSingleton<IClock, Clock>()")]
    [InlineData(NeedsClock, "services.AddSingleton<Clock>()")]
    [InlineData(NeedsClock, "services.AddKeyedSingleton<IClock, Clock>(\"a\")")]
    [InlineData("public static class A { [Action] public static void Run([FromServices] IRepository<int> a, [FromServices] IRepository<string> {|TPT084:b|}) { } }", "services.AddTransient<IRepository<int>>(p => null!)")]
    [InlineData("public class B(IClock {|TPT084:clock|}) { [Action] public string Run() => clock.ToString()!; [Action] public string Go() => \"\"; }", null)]
    // Something does
    [InlineData(HasClock, "services.AddSingleton<IClock, Clock>()")]
    [InlineData(HasClock, "services.AddSingleton<IClock>(new Clock())")]
    [InlineData(HasClock, "services.AddScoped<IClock>(p => new Clock())")]
    [InlineData(HasClock, "services.AddSingleton(typeof(IClock), typeof(Clock))")]
    [InlineData(HasClock, "services.TryAddSingleton<IClock, Clock>()")]
    [InlineData(HasClock, "services.AddSingleton<Clock>().AddTransient<IClock, Clock>()")]
    [InlineData(HasClock, "Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IClock, Clock>(services)")]
    [InlineData("public static class A { [Action] public static void Run([FromServices] IRepository<int> a) { } }", "services.AddSingleton(typeof(IRepository<>), typeof(Repository<>))")]
    [InlineData("public static class A { [Action] public static void Run([FromKeyedServices(\"a\")] IClock a) { } }", "services.AddKeyedSingleton<IClock, Clock>(\"a\")")]
    // It need not be there, or is there anyway
    [InlineData("public class A(IClock? clock, IClock? other = null) { [Action] public string Run() => $\"{clock}{other}\"; }", null)]
    [InlineData("public class A(Microsoft.Extensions.Configuration.IConfiguration a, Microsoft.Extensions.Logging.ILogger<A> b, Microsoft.Extensions.Logging.ILoggerFactory c, IServiceProvider d, IEnumerable<IClock> e, CancellationToken f, ActionExecution g, IServiceScopeFactory h) { [Action] public string Run() => $\"{a}{b}{c}{d}{e}{f}{g}{h}\"; }", null)]
    // It cannot be seen
    [InlineData(HasClock, "Elsewhere(services)")]
    [InlineData(HasClock, "services.AddClock()")]
    [InlineData(HasClock, "services.AddSingleton<Clock>().AddClock()")]
    [InlineData(HasClock, "services.Add(ServiceDescriptor.Singleton<IClock, Clock>())")]
    [InlineData(HasClock, "{ var all = services; all.AddClock(); }")]
    [InlineData(HasClock, "{ var all = services.AddSingleton<Clock>(); all.AddClock(); }")]
    [InlineData(HasClock, "{ Action later = () => services.AddClock(); later(); }")]
    [InlineData(HasClock, "services.AddSingleton(Type.GetType(\"IClock\")!, typeof(Clock))")]
    public async Task A_service_that_nothing_registers_is_told(string action, string? registration)
    {
        string body = registration is null ? "" : registration.StartsWith('{') ? registration : $"=> {registration};";
        Markup markup = Markup.Parse($$"""
            using Microsoft.Extensions.Configuration;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.Extensions.DependencyInjection.Extensions;
            {{action}}
            {{Types}}
            public static class Services
            {
                {{(registration is null ? "" : "[ActionServices] internal static void Add(IServiceCollection services, IConfiguration configuration) " + body)}}
                private static void Elsewhere(IServiceCollection services) => services.AddSingleton<IClock, Clock>();
                private static IServiceCollection AddClock(this IServiceCollection services) => services.AddSingleton<IClock, Clock>();
            }
            public static class P { public static void Main() { } }
            """);

        markup.Verify(await Program(markup.Text).AnalyzeAsync());
    }

    /// <summary>An application may call the method as well, and continue with what it gives.</summary>
    [Theory]
    [InlineData("[ActionServices] public static IServiceCollection AddOwn(this IServiceCollection services, IConfiguration c) { services.AddSingleton<Clock>(); return services; }", true)]
    [InlineData("[ActionServices] public static IServiceCollection AddOwn(this IServiceCollection services, IConfiguration c) => services.AddSingleton<Clock>();", true)]
    [InlineData("[ActionServices] public static IServiceCollection AddOwn(this IServiceCollection services, IConfiguration c) => services.AddSingleton<IClock, Clock>();", false)]
    [InlineData("[ActionServices] public static void Add(IServiceCollection services, IConfiguration c) => services.AddOwn(c); [ActionServices] public static IServiceCollection AddOwn(this IServiceCollection services, IConfiguration c) => services;", true)]
    [InlineData("[ActionServices] public static IServiceCollection AddOwn(this IServiceCollection services, IConfiguration c) { Func<IServiceCollection> f = () => services; f().AddSingleton<IClock, Clock>(); return services; }", false)]
    public async Task A_method_may_give_the_services_back(string method, bool isTold)
    {
        Markup markup = Markup.Parse($$"""
            using Microsoft.Extensions.Configuration;
            using Microsoft.Extensions.DependencyInjection;
            {{(isTold ? NeedsClock : HasClock)}}
            {{Types}}
            public static class Services { {{method}} }
            public static class P { public static void Main() { } }
            """);

        markup.Verify(await Program(markup.Text).AnalyzeAsync());
    }

    [Fact]
    public async Task A_library_leaves_it_to_the_program()
    {
        string source = Types + HasClock;

        Assert.Empty(await Project.Of(source).AnalyzeAsync());
        Assert.Single(await Program(source + "public static class P { public static void Main() { } }").AnalyzeAsync());
    }

    [Fact]
    public async Task What_joins_may_bring_services()
    {
        MetadataReference library = (Project.Of("public static class Chores { [Action] public static int Sweep() => 1; }") with { Name = "Library" }).Generate().AsReference();
        Project program = Program(Types + HasClock + "public static class P { public static void Main() { } }") with { References = [library] };

        Assert.Empty(await (program with { Properties = program.Properties.Add("build_property.TinpotProjectReferences", "Library") }).AnalyzeAsync());
        Assert.Single(await program.AnalyzeAsync());
    }

    private static Project Program(string source) => Project.Of(source) with { Kind = OutputKind.ConsoleApplication };
}
