using System.Diagnostics;

namespace Tinpot.Tests.Processes;

/// <summary>What the tests themselves are told by variables of the environment must not reach the programs that they start.</summary>
internal static class TestEnvironment
{
    private static readonly string[] OfTheTest = ["TINPOT_", "MSBUILD", "TESTINGPLATFORM", "ASPNETCORE_"];

    public static void Strip(ProcessStartInfo start)
    {
        foreach (string name in start.Environment.Keys.Where(IsOfTheTest).ToList())
            start.Environment.Remove(name);
    }

    private static bool IsOfTheTest(string name) => OfTheTest.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
