using System.Diagnostics;
using Tinpot;

namespace TestActions;

/// <summary>Code that goes on after its action has returned.</summary>
[ActionGroup("Late")]
public static class LateActions
{
    /// <summary>Returns, and goes on writing.</summary>
    [Action]
    public static int WriteLate(string text, [Range(1, 10_000)] int times = 50)
    {
        _ = Task.Run(async () =>
        {
            for (int i = 0; i < times; i++)
            {
                await Task.Delay(2);
                Console.WriteLine($"late console {text}");
            }
        });
        return Environment.ProcessId;
    }

    /// <summary>Returns, and leaves a program that goes on writing.</summary>
    [Action]
    public static int LeaveWriter([RegularExpression("^[a-z0-9 ]*$")] string text)
    {
        using Process writer = Shells.Run($"(while :; do sleep 0.01; echo 'late program {text}'; done) &");
        writer.WaitForExit();
        return Environment.ProcessId;
    }
}
