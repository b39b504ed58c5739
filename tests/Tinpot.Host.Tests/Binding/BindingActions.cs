using System.Globalization;
using System.Text.Json;

namespace Tinpot.Host.Tests.Binding;

/// <summary>Says what it was given, so that a test sees the values and not only that there were some.</summary>
[ActionGroup("Binding")]
public static class BindingActions
{
    private static int _untouchedRuns;

    /// <summary>How often <see cref="BindUntouched"/> ran.</summary>
    internal static int UntouchedRuns => Volatile.Read(ref _untouchedRuns);

    [Action]
    public static string BindWhole(sbyte tiny = 0, byte small = 0, short brief = 0, int whole = 0, uint natural = 0, long large = 0, ulong huge = 0) =>
        Say($"{tiny} {small} {brief} {whole} {natural} {large} {huge}");

    [Action]
    public static string BindReal(float single = 0, double real = 0, decimal money = 0) => Say($"{single} {real} {money}");

    [Action]
    public static string BindText(string text = "-", char letter = '-', bool flag = false) =>
        Say($"{string.Join(' ', text.Select(c => ((int)c).ToString("x4", CultureInfo.InvariantCulture)))} {letter} {flag}");

    [Action]
    public static string BindTimes(
        DateTime? local = null, DateTimeOffset? moment = null, DateOnly? date = null, TimeOnly? time = null, TimeSpan? duration = null) =>
        Say($"{local?.ToString("O")} {local?.Kind} {moment:O} {date:O} {time:O} {duration:c}");

    [Action]
    public static string BindOther(Guid? id = null, Uri? address = null, byte[]? data = null, JsonElement any = default) =>
        Say($"{id} {address?.OriginalString} {address?.IsAbsoluteUri} {(data is null ? "" : Convert.ToHexString(data))} {(any.ValueKind == JsonValueKind.Undefined ? "" : any.GetRawText())}");

    [Action]
    public static string BindChoice(BindMode mode = BindMode.ReadOnly, BindRights? rights = null) => Say($"{mode} {rights}");

    [Action]
    public static string BindRules(
        [Range(1, 10)] int count = 1,
        [Range(0.5, 1.5)] double ratio = 1,
        [StringLength(3, MinimumLength = 1)] string brief = "abc",
        [RegularExpression("^[a-z]+$")] string name = "abc",
        [EmailAddress] string mail = "a@b",
        [Url] string site = "https://example.org",
        [AllowedValues("red", "green")] string colour = "red",
        [AllowedValues(1, 2, 4)] int power = 1,
        [Length(1, 2)] int[]? few = null) =>
        Say($"{count} {ratio} {brief} {name} {mail} {site} {colour} {power} {few?.Length}");

    [Action]
    public static string BindLists(int[]? numbers = null, List<string>? names = null, HashSet<string>? set = null, Dictionary<string, int?>? map = null) =>
        Say($"{Join(numbers)} {Join(names)} {Join(set?.Order())} {Join(map?.Select(p => $"{p.Key}={p.Value}"))}");

    [Action]
    public static string BindServers(List<BindServer> servers, BindServer? spare = null) => Say($"{Join(servers)} {spare}");

    [Action]
    public static string BindRequired(string name, string? note, int? count, int limit = 7) => Say($"{name} {note ?? "null"} {count} {limit}");

    [Action]
    public static string BindSecret(string user, Secret<string> password, Secret<int>? pin = null, BindLogin? login = null) =>
        Say($"{user} {password.Reveal().Length} {pin?.Reveal().ToString(CultureInfo.InvariantCulture).Length} {login?.Key.Reveal().Length}");

    /// <summary>Only ever validated.</summary>
    [Action]
    public static void BindUntouched(int count) => Interlocked.Add(ref _untouchedRuns, count);

    [Action]
    public static string BindTree(BindTree tree) => tree.ToString();

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Join<T>(IEnumerable<T>? items) => items is null ? "null" : $"[{string.Join(", ", items)}]";
}

public enum BindMode
{
    ReadOnly,
    ReadWrite,
}

[Flags]
public enum BindRights
{
    None = 0,
    Read = 1,
    Write = 2,
    RunAll = 4,
}

public sealed record BindServer(string Host, [Range(1, 65535)] int Port = 22, string? Note = null, BindMode[]? Modes = null);

public sealed record BindLogin(string User, Secret<string> Key);

/// <summary>Contains itself, every way a type can.</summary>
public sealed class BindTree
{
    public string Name { get; set; } = "n";

    public BindTree? Twin { get; set; }

    public IReadOnlyList<BindTree> Children { get; set; } = [];

    public IReadOnlyDictionary<string, BindTree> ByKey { get; set; } = new Dictionary<string, BindTree>();

    public override string ToString() => $"{Name}({Twin} {string.Join(',', Children)} {string.Join(',', ByKey.Select(p => $"{p.Key}={p.Value}"))})";
}
