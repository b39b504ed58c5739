using Tinpot;

namespace TestActions;

// To let secrets slip is what these are for
#pragma warning disable TPT022
[ActionGroup("Secrets")]
public static class SecretActions
{
    /// <summary>Lets a secret slip in every way: in one piece, in two, in an argument, in the result.</summary>
    [Action]
    public static string SecretEcho(Secret<string> secret)
    {
        string value = secret.Reveal();
        Console.WriteLine($"whole: {value}");
        Console.Write($"halves: {value[..(value.Length / 2)]}");
        Console.WriteLine(value[(value.Length / 2)..]);
        Console.Error.WriteLine($"formatted: {secret}");
        OutputActions.Echo(value);
        return value;
    }

    /// <summary>Throws with a secret in its message.</summary>
    [Action]
    public static void SecretFail(Secret<string> secret) => throw new InvalidOperationException($"cannot log in with {secret.Reveal()}");
}
