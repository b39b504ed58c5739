using System.Diagnostics;
using System.Reflection;

namespace Tinpot.Host.Tests.Manifests;

/// <summary>The manifest that is checked in with the examples is what they promise.</summary>
public class ExampleManifestTests
{
    [Fact]
    public async Task It_is_current()
    {
        string program = typeof(ExampleManifestTests).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "ExampleActions").Value!;
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [program, "manifest", "--check"]) { RedirectStandardError = true })!;

        string said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal((0, ""), (process.ExitCode, said));
    }
}
