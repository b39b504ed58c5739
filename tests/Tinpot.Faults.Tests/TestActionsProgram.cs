using System.Reflection;

namespace Tinpot.Faults.Tests;

/// <summary>The program of test actions as it was built.</summary>
internal static class TestActionsProgram
{
    /// <summary>Run by <c>dotnet</c>.</summary>
    public static HostProgram Assembly { get; } = new(typeof(TestActionsProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "TestActions").Value!);

    /// <summary>As <c>dotnet run</c> starts it.</summary>
    public static HostProgram Executable { get; } = new(Path.ChangeExtension(Assembly.Path, null));

    /// <summary>
    /// Run as a user of its own, without any rights: root is exempt from what isolation forbids. When the tests are not run by
    /// root, as the user of the tests.
    /// </summary>
    public static HostProgram Unprivileged() => Unprivileged(NewUser());

    /// <summary>A number that no user of this machine has.</summary>
    public static int NewUser() => Random.Shared.Next(100_000, 1_000_000);

    /// <summary>Run as a user that has this number and no rights.</summary>
    public static HostProgram Unprivileged(int user)
    {
        if (Environment.UserName != "root")
            return Assembly;
        return Assembly with { Prefix = ["setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups"] };
    }
}
