using Tinpot.Platform.Processes;

namespace Tinpot.Host.Tests.Platform.Processes;

public sealed class ChildEnvironmentTests
{
    [Theory]
    [InlineData("TINPOT_KEY")]
    [InlineData("tinpot_key_file")]
    [InlineData("Tinpot__Key")]
    [InlineData("Tinpot__KeyFile")]
    [InlineData("DOTNET_TINPOT_KEY")]
    [InlineData("ASPNETCORE_Tinpot__Key")]
    [InlineData("REDIS_URL")]
    [InlineData("DOTNET_STARTUP_HOOKS")]
    [InlineData("DOTNET_ADDITIONAL_DEPS")]
    [InlineData("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES")]
    [InlineData("DOTNET_MODIFIABLE_ASSEMBLIES")]
    [InlineData("DOTNET_DiagnosticPorts")]
    [InlineData("DOTNET_EnableEventPipe")]
    [InlineData("CORECLR_ENABLE_PROFILING")]
    [InlineData("CORECLR_PROFILER_PATH_64")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_HEADERS")]
    public void Secrets_and_hooks_of_the_host_are_kept_from_children_unless_they_are_allowed(string name)
    {
        Assert.Empty(Scrubbed(name));
        Assert.Equal([name], Scrubbed(name, name));
    }

    [Theory]
    [InlineData("PATH")]
    [InlineData("TINPOT_TITLE")]
    [InlineData("DOTNET_ROOT")]
    [InlineData("DOTNET_ENVIRONMENT")]
    [InlineData("DOTNET_DbgEnableMiniDump")]
    [InlineData("ASPNETCORE_ENVIRONMENT")]
    [InlineData("OTEL_SERVICE_NAME")]
    [InlineData("MY_TINPOT_KEY")]
    [InlineData("ConnectionStrings__Orders")]
    public void Everything_else_is_passed_on(string name) => Assert.Equal([name], Scrubbed(name));

    private static IEnumerable<string> Scrubbed(string name, params string[] allowed)
    {
        var environment = new Dictionary<string, string?> { [name] = "value" };
        ChildEnvironment.Scrub(environment, allowed);
        return environment.Keys;
    }
}
