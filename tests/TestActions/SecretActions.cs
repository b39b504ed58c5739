using System.Security.Cryptography;
using System.Text;
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

    /// <summary>Says the secret through the runtime and past it, in two pieces each; returns a digest of what it was given.</summary>
    [Action]
    public static string SecretDigest(Secret<string> secret, int number)
    {
        byte[] value = Encoding.UTF8.GetBytes(secret.Reveal());
        Console.Write($"number {number}: {secret.Reveal()[..7]}");
        Console.WriteLine(secret.Reveal()[7..]);
        Libc.WriteAll(1, [.. Encoding.UTF8.GetBytes($"raw {number}: "), .. value[..5]]);
        Libc.WriteAll(1, [.. value[5..], (byte)'\n']);
        return Convert.ToHexString(SHA256.HashData(value));
    }
}
