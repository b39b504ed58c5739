using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Catalogs;

public class ActionServicesTests
{
    /// <summary>The methods that applications have for their own services look like this.</summary>
    [Theory]
    [InlineData("internal static void Add(IServiceCollection services, IConfiguration configuration) => services.AddSingleton(\"shared\");")]
    [InlineData("public static IServiceCollection Add(this IServiceCollection services, IConfiguration configuration) => services.AddSingleton(\"shared\");")]
    public async Task A_method_may_return_the_services_and_extend_them(string method)
    {
        Generated generated = Project.Of($$"""
            using Microsoft.Extensions.Configuration;
            using Microsoft.Extensions.DependencyInjection;

            public static class Services { [ActionServices] {{method}} }

            public sealed class Job(string shared) { [Action] public string Tell() => shared; }
            """).Generate();
        using RunningProgram program = generated.Load();

        Assert.Equal("\"shared\"", (await program.RunAsync("tell")).Result);
    }
}
