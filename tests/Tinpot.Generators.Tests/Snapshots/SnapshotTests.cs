using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Snapshots;

/// <summary>
/// The generated text itself, under review. A difference fails and leaves the new text as <c>.received.cs</c> beside the
/// old one: look at it, then rename it.
/// </summary>
public partial class SnapshotTests
{
    [Fact]
    public void A_library() => Verify("Library", Project.Of("""
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;

        namespace Acme.Ops;

        public enum Target { Staging, LiveEurope }

        public sealed record Server(string Host, int Port = 80);

        public sealed record Deployment(string Version, Target Target, IReadOnlyList<Server> Servers);

        [ActionGroup("DevOps")]
        public sealed class Deployments(HttpClientStub http, CancellationToken cancel) : IDisposable
        {
            /// <summary>Deploy to a target.</summary>
            /// <param name="target">Where to</param>
            [Action(Queue = "slow")]
            public async Task<Deployment> DeployAsync(Server[] servers, Secret<string> key, Target target = Target.Staging, [Range(1, 9)] int? retries = null)
            {
                await Task.Delay(http.Number, cancel);
                Announce("deployed");
                return new("1.0", target, servers);
            }

            [Action]
            internal static void Announce(string text) { }

            public void Dispose() { }
        }

        public sealed class HttpClientStub { public int Number => 1; }

        internal static class Registration
        {
            [ActionServices] internal static void Add(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<HttpClientStub>();
        }
        """) with { Name = "Acme.Ops" });

    [Fact]
    public void A_program() => Verify("Program", Project.Of("""
        public static class Maintenance
        {
            [Action] public static int CleanCache(int days = 7) => days;
            [Action] public static int CleanAll() => CleanCache(30) + CleanCache();
        }
        """) with
    {
        Kind = OutputKind.ConsoleApplication,
        References = [(Project.Of("namespace Tinpot; public static class TinpotHost { public static Task<int> RunAsync(string[] args, Runtime.CompiledCatalog catalog) => null!; public static void RunChildBeforeMain(Runtime.ProgramCatalogAttribute program) { } }") with { Name = "Tinpot.Host" }).Generate().AsReference()],
    });

    private static void Verify(string name, Project project, [CallerFilePath] string here = "")
    {
        Generated generated = project.Generate();
        generated.RequireNoWarnings();
        string received = string.Join("\n", generated.FileNames.Select(f => $"//// {f}\n{Version().Replace(generated.File(f)!, "\"<version>\"")}"));
        string path = Path.Combine(Path.GetDirectoryName(here)!, name);
        string? verified = File.Exists(path + ".verified.cs") ? File.ReadAllText(path + ".verified.cs").ReplaceLineEndings("\n") : null;
        if (verified == received)
            return;
        File.WriteAllText(path + ".received.cs", received);
        Assert.Fail($"{name}.received.cs is not {name}.verified.cs; if the new text is right, rename it.");
    }

    [GeneratedRegex("""(?<=GeneratedCode\("Tinpot.Generators", )"[0-9.]+"(?=\))""")]
    private static partial Regex Version();
}
