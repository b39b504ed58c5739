namespace Tinpot.WebConsole.Tests.Actions;

public sealed record Greeting(string Text, int Times);

[ActionGroup("Greetings")]
public static class Greetings
{
    /// <summary>Say hello a few times.</summary>
    /// <param name="name">Whom to greet</param>
    /// <param name="times">How often</param>
    [Action]
    public static Greeting Greet(string name = "world", [Range(1, 10)] int times = 2)
    {
        for (int i = 1; i <= times; i++) Console.WriteLine($"Hello {name}, {i} of {times}");
        return new Greeting($"Hello {name}", times);
    }

    /// <summary>Greet somebody through another action.</summary>
    [Action]
    public static Greeting GreetNested(string name = "nested")
    {
        Console.WriteLine("Before the call");
        Greeting greeting = Greet(name, times: 3);
        Console.WriteLine("After the call");
        return greeting;
    }

    /// <summary>Send a letter.</summary>
    [Action]
    public static void SendLetter(string address, [StringLength(5)] string code = "A1") => Console.WriteLine($"{address} {code}");
}
