using System.Globalization;
using Tinpot;

namespace TestActions;

/// <summary>Actions that run others as executions of their own.</summary>
[ActionGroup("FanOut")]
public static class FanOutActions
{
    /// <summary>Doubles a number.</summary>
    [Action]
    public static int Double([Range(0, 1_000)] int number)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"doubles {number}"));
        return 2 * number;
    }

    /// <summary>Doubles by another execution.</summary>
    [Action]
    public static async Task<int> DoubleElsewhere(int number) => await Submit.Double(number) + 1;

    /// <summary>Doubles many numbers at once.</summary>
    [Action]
    public static async Task<int> DoubleAll([Range(0, 5_000)] int count) =>
        (await Task.WhenAll(Enumerable.Range(0, count).Select(number => Submit.Double(number % 1_000)))).Sum();

    /// <summary>Runs itself, down to a depth.</summary>
    [Action]
    public static async Task<int> Nest([Range(0, 50)] int depth) => depth == 0 ? 0 : 1 + await Submit.Nest(depth - 1);

    /// <summary>Lets another execution fail, and says what it is told of that.</summary>
    [Action]
    public static async Task<string> TellFailure(string message = "it failed")
    {
        try
        {
            await Submit.Fail(message);
            return "nothing";
        }
        catch (ActionFailedException error)
        {
            return $"{error.ExecutionId} {error.Action} {error.State} {error.Reason} {error.ErrorType}: {error.ErrorMessage}";
        }
    }

    /// <summary>Submits what is refused, and says why.</summary>
    [Action]
    public static async Task<string> TellRefusal(int number, int padding = 0)
    {
        try
        {
            return padding > 0 ? await Submit.TellFailure(new string('x', padding)) : (await Submit.Double(number)).ToString(CultureInfo.InvariantCulture);
        }
        catch (ActionFailedException error)
        {
            return $"{error.State ?? "-"} {error.Reason}: {error.ErrorMessage}";
        }
    }

    /// <summary>Waits for an execution that waits.</summary>
    [Action]
    public static async Task WaitElsewhere(int count = 1, bool stubborn = false)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}"));
        try
        {
            await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Submit.WaitLong()));
        }
        catch (OperationCanceledException) when (stubborn)
        {
            Console.WriteLine("was cancelled");
            throw;
        }
    }

    /// <summary>Waits until it is stopped.</summary>
    [Action]
    public static async Task WaitLong(CancellationToken cancel)
    {
        Console.WriteLine("waits");
        await Task.Delay(Timeout.Infinite, cancel);
    }

    /// <summary>Submits, and ends without waiting for it.</summary>
    [Action]
    public static string Forget()
    {
        _ = Submit.WaitLong();
        return "done";
    }

    /// <summary>Shows a secret.</summary>
    [Action]
    public static string ShowSecret(Secret<string> password)
    {
#pragma warning disable TPT022 // That it is masked is what it is for
        Console.WriteLine($"the password is {password.Reveal()}");
#pragma warning restore TPT022
        return $"{password.Reveal().Length} characters: {password.Reveal()}";
    }

    /// <summary>Hands a secret on to another execution.</summary>
    [Action]
    public static Task<string> PassSecret(Secret<string> password) => Submit.ShowSecret(password);

    /// <summary>Doubles a number on a queue of its own, or waits when there is none.</summary>
    [Action(Queue = "far")]
    public static async Task<int> DoubleFar(int? number, CancellationToken cancel)
    {
        if (number is null)
            await WaitLong(cancel);
        return 2 * number!.Value;
    }

    /// <summary>Doubles by an execution on another queue.</summary>
    [Action]
    public static async Task<int> DoubleFarAway(int? number) => await Submit.DoubleFar(number) + 1;

    /// <summary>May run twice at a time; submits itself down to a depth.</summary>
    [Action, MaxConcurrent(2, Key = nameof(place))]
    public static async Task<string> NestInPlace(string place, [Range(0, 5)] int depth)
    {
        try
        {
            return depth == 0 ? "bottom" : await Submit.NestInPlace(place, depth - 1);
        }
        catch (ActionFailedException error)
        {
            return $"{error.Reason}: {error.ErrorMessage}";
        }
    }

    /// <summary>Says whose executions it sees.</summary>
    [Action]
    public static string WhoAsks() => $"{ActionExecution.Current!.RequestedBy} {ActionExecution.Current.Attempt}";

    /// <summary>The above, asked by another execution.</summary>
    [Action]
    public static Task<string> AskWho() => Submit.WhoAsks();
}
