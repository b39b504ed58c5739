using System.Globalization;

namespace Tinpot.Load;

public static class LoadActions
{
    [Action]
    public static void Nothing()
    {
    }

    /// <summary>Prints numbered lines of 100 bytes, as fast as it may.</summary>
    [Action]
    public static void Burst(int lines = 20_000)
    {
        for (int line = 1; line <= lines; line++)
            Console.WriteLine(BareStream.Line(line));
    }

    /// <summary>Prints the time, in ticks, every 50 milliseconds.</summary>
    [Action]
    public static async Task Tick(int count, CancellationToken cancellation)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Delay(50, cancellation);
            Console.WriteLine(DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture));
        }
    }
}
