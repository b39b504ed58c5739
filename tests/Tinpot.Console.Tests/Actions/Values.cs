namespace Tinpot.WebConsole.Tests.Actions;

public enum Loudness { Quiet, Normal, Loud }

[Flags]
public enum Rights { None = 0, Read = 1, Write = 2, Execute = 4 }

public sealed record Endpoint(string Host, int Port);

public sealed record Numbers(long Big, decimal Ratio, double Wide);

public sealed record Everything(
    Loudness Loudness, Rights Rights, string[] Tags, DateOnly? Day, string Notes, Endpoint? Endpoint, bool Dry, bool? Maybe);

[ActionGroup("Values")]
public static class Values
{
    /// <summary>Give numbers back as they came.</summary>
    [Action]
    public static Numbers EchoNumbers(long big = 9007199254740993, decimal ratio = 0.1m, double wide = 1e21)
    {
        Console.WriteLine($"{big} {ratio}");
        return new Numbers(big, ratio, wide);
    }

    /// <summary>Give everything back as it came.</summary>
    [Action]
    public static Everything EchoEverything(
        Loudness loudness = Loudness.Normal,
        Rights rights = Rights.Read,
        string[]? tags = null,
        DateOnly? day = null,
        [DataType(DataType.MultilineText)] string notes = "",
        Endpoint? endpoint = null,
        bool dry = true,
        bool? maybe = null) => new(loudness, rights, tags ?? [], day, notes, endpoint, dry, maybe);

    /// <summary>Use a secret.</summary>
    [Action]
    public static int UseSecret(Secret<string> token)
    {
        Console.WriteLine($"{token.Reveal().Length} characters");
        return token.Reveal().Length;
    }

    /// <summary>Give texts back as they came.</summary>
    [Action]
    public static string[] EchoTexts(string body = "a\nb", string returned = "a\rb", [StringLength(2)] string mark = "x") => [body, returned, mark];

    /// <summary>Count the lines of secrets.</summary>
    [Action]
    public static int[] CountLines([DataType(DataType.MultilineText)] Secret<string> key, Secret<string>? other = null) =>
        [Lines(key), other is null ? 0 : Lines(other)];

    /// <summary>Tell an instant in UTC.</summary>
    [Action]
    public static string TellInstant(DateTimeOffset when) => $"{when:O} {when.ToUniversalTime():HH:mm:ss}";

    private static int Lines(Secret<string> secret) => secret.Reveal().Split('\n').Length;
}
