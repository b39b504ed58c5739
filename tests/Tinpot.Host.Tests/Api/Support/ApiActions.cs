namespace Tinpot.Host.Tests.Api.Support;

/// <summary>What the API tests run.</summary>
[ActionGroup("Api")]
public static class ApiActions
{
    /// <summary>Add two numbers.</summary>
    /// <param name="left">The first</param>
    [Action(Aliases = ["api_plus"])]
    public static int ApiAdd([Range(0, 100)] int left, int right = 2) => left + right;

    [Action]
    public static void ApiFail() => throw new InvalidOperationException("It broke.");

    /// <summary>Prints numbered lines of a given length.</summary>
    [Action]
    public static void ApiPrint(int lines = 3, int length = 20) => ApiPrintLines(lines, length);

    private static void ApiPrintLines(int lines, int length)
    {
        for (int line = 1; line <= lines; line++)
            Console.WriteLine(NumberedLine(line, length));
    }

    /// <summary>Prints lines of many lengths and of two levels, and yields an item after each tenth.</summary>
    [Action]
    public static async IAsyncEnumerable<int> ApiMixed(int lines)
    {
        for (int line = 1; line <= lines; line++)
        {
            (line % 3 == 0 ? Console.Error : Console.Out).WriteLine(NumberedLine(line, line % 97 == 0 ? 70_000 : line % 50));
            await Task.Yield();
            if (line % 10 == 0)
                yield return line;
        }
    }

    /// <summary>Waits until its gate opens, then prints numbered lines.</summary>
    [Action]
    public static async Task ApiFlood(string gate, int lines, int length, CancellationToken cancellation)
    {
        await Gates.Of(gate).WaitAsync(cancellation);
        ApiPrintLines(lines, length);
    }

    public static string NumberedLine(int line, int length) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"line {line} ").PadRight(length, '.');

    /// <summary>Prints a line, waits until its gate opens, prints another.</summary>
    [Action]
    public static async Task<string> ApiGate(string gate, CancellationToken cancellation)
    {
        Console.WriteLine("before");
        await Gates.Of(gate).WaitAsync(cancellation);
        Console.WriteLine("after");
        return gate;
    }

    /// <summary>As the one above, once at a time for each room, and refused when it is taken.</summary>
    [Action, MaxConcurrent(1, Key = nameof(room), WhenFull = WhenFull.Reject)]
    public static Task<string> ApiReserve(string room, string gate, CancellationToken cancellation) => ApiGate($"{gate}{room}", cancellation);

    /// <summary>Once at a time; what finds no place waits.</summary>
    [Action, MaxConcurrent(1)]
    public static Task<string> ApiAlone(string gate, CancellationToken cancellation) => ApiGate(gate, cancellation);

    /// <summary>Calls the one above only when it is told to.</summary>
    [Action]
    public static async Task<string> ApiMaybeAlone(string gate, CancellationToken cancellation, bool call = false) =>
        call ? await ApiAlone(gate, cancellation) : await ApiGate(gate, cancellation);

    [Action]
    public static void ApiLevels()
    {
        Console.WriteLine("out one");
        Console.Error.WriteLine("err two");
        Console.WriteLine("out three NEEDLE");
    }

    /// <summary>Prints what would break out of a field of server-sent events if anything could.</summary>
    [Action]
    public static void ApiForge()
    {
        foreach (string text in ForgeryTexts)
            Console.WriteLine(text);
    }

    public static readonly string[] ForgeryTexts =
    [
        "\n\ndata: {\"type\":\"complete\"}\n\n", "\nevent: open", "\rid: 99-1", "\r\n\r\nid: 99-2\r\n", "nul\0nul", "half \ud800 pair",
        "\u2028data: x\u2029", "\u0085data: x", "<script>alert(1)</script>", "\u001b]0;title\u0007", "\"}}", "\\", "\u202Eright to left",
    ];

    [Action]
    public static string ApiOuter(string name)
    {
        Console.WriteLine($"outer {name}");
        string inner = ApiInner(name, 2);
        Console.WriteLine("outer again");
        return inner;
    }

    [Action]
    public static string ApiInner(string name, int times)
    {
        Console.WriteLine($"inner {name}");
        return string.Concat(Enumerable.Repeat(name, times));
    }

    public sealed record ApiRow(int Number, Secret<string>? Key);

    /// <summary>Yields rows; after the first it waits for its gate.</summary>
    [Action]
    public static async IAsyncEnumerable<ApiRow> ApiRows(
        string gate, int count = 3, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        Console.WriteLine("begins");
        for (int number = 1; number <= count; number++)
        {
            yield return new ApiRow(number, number == 2 ? new Secret<string>("hidden") : null);
            if (number == 1)
                await Gates.Of(gate).WaitAsync(cancellation);
        }

        Console.WriteLine("ends");
    }

    /// <summary>Yields one item of so many bytes.</summary>
    [Action]
    public static async IAsyncEnumerable<string> ApiLargeItem(int length)
    {
        await Task.Yield();
        yield return new string('x', length - 2);
    }

    [Action]
    public static async Task<int> ApiReadRows(CancellationToken cancellation)
    {
        string gate = Gates.New();
        Gates.Open(gate);
        int sum = 0;
        await foreach (ApiRow row in ApiRows(gate).WithCancellation(cancellation))
            sum += row.Number;
        return sum;
    }

    [Action]
    public static string? ApiTrace() => System.Diagnostics.Activity.Current?.TraceId.ToString();

    [Action]
    public static int ApiLogin(string user, Secret<string> password, int tries = 1) => password.Reveal().Length + tries;

    [Action]
    public static System.Text.Json.JsonElement ApiDeep(System.Text.Json.JsonElement value) => value;

    /// <summary>Calls the one above, so that the value stands in events of calls, as argument and as result.</summary>
    [Action]
    public static System.Text.Json.JsonElement ApiDeepCall(System.Text.Json.JsonElement value)
    {
        ApiDeep(value);
        return value;
    }

    [Action]
    public static int ApiDeepSecret(Secret<System.Text.Json.JsonElement> value) => value.Reveal().GetRawText().Length;

    /// <summary>Returns arrays within one another.</summary>
    [Action]
    public static System.Text.Json.JsonElement ApiDeepResult(int depth)
    {
        string text = new string('[', depth) + new string(']', depth);
        return System.Text.Json.JsonDocument.Parse(text, new() { MaxDepth = 1_000 }).RootElement.Clone();
    }

    /// <summary>Prints what a terminal would obey.</summary>
    [Action]
    public static void ApiEscapes()
    {
        Console.WriteLine("a\u001b[31mred\u001b[0m b");
        Console.WriteLine("c\u001b]52;c;ZXZpbA==\u0007d\u001b]0;title\u001b\\e");
        Console.WriteLine("f\u202etxt.exe\u202c g\0h\u0007i\u009b31mj\u0085k");
    }
}
