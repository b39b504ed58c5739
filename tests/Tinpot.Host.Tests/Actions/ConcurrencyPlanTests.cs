using System.Text;
using System.Text.Json;
using Tinpot.Actions;
using Tinpot.Executions.Limits;

namespace Tinpot.Host.Tests.Actions;

/// <summary>Which places an execution takes.</summary>
public sealed class ConcurrencyPlanTests
{
    [Fact]
    public void Nothing_limits_what_declares_nothing_and_calls_nothing_that_does() =>
        Assert.Null(Plan("a", "{}", Action("a", calls: ["b"]), Action("b", calls: ["a", "gone"])));

    [Fact]
    public void Own_limit_is_under_the_value_of_its_key() =>
        Assert.Equal("""[["a","\u0022live\u0022",2]]""", Plan("a", """{"n":1,"x":"live"}""", Action("a", new ConcurrencyLimit(2, "x", WhenFull.Queue)))?.Text);

    [Fact]
    public void What_calls_can_reach_is_under_every_value_and_in_order_of_names()
    {
        LimitSet? plan = Plan("m", """{"x":"live"}""",
            Action("m", new ConcurrencyLimit(1, "x", WhenFull.Queue), calls: ["z"]), Action("z", calls: ["c", "b"]),
            Action("b", new ConcurrencyLimit(3, "x", WhenFull.Reject), calls: ["z"]), Action("c", new ConcurrencyLimit(1, null, WhenFull.Queue)));

        Assert.Equal([new("b", null, 3), new("c", null, 1), new("m", "\"live\"", 1)], plan!.Limits);
    }

    [Fact]
    public void An_action_that_can_call_itself_is_under_every_value() =>
        Assert.Equal(
            [new ExecutionLimit("a", null, 1)],
            Plan("a", """{"x":"live"}""", Action("a", new ConcurrencyLimit(1, "x", WhenFull.Queue), calls: ["b"]), Action("b", calls: ["a"]))!.Limits);

    [Theory]
    [InlineData("1.0", "1e0", "")]
    [InlineData("18446744073709551615", "18446744073709551615", "")]
    [InlineData("\"\\u0061b\"", "\"ab\"", "")]
    [InlineData("\"0a000000-0000-0000-0000-00000000000F\"", "\"0A000000-0000-0000-0000-00000000000f\"", "uuid")]
    public void Values_that_are_equal_are_one_key(string one, string other, string format) => Assert.Equal(Key(one, format), Key(other, format));

    [Theory]
    [InlineData("1", "\"1\"")]
    [InlineData("null", "\"null\"")]
    [InlineData("true", "false")]
    [InlineData("\"a\"", "\"A\"")]
    [InlineData("\"\"", "null")]
    public void Values_that_differ_are_different_keys(string one, string other) => Assert.NotEqual(Key(one), Key(other));

    [Fact]
    public void A_long_key_is_bounded_and_still_its_own()
    {
        string a = Key($"\"{new string('x', 1_000)}a\""), b = Key($"\"{new string('x', 1_000)}b\"");

        Assert.InRange(a.Length, 1, 65);
        Assert.NotEqual(a, b);
    }

    [Fact]
    public void A_set_is_read_as_it_was_written()
    {
        var set = LimitSet.Of([new("b", "\"ü\"", 3), new("a", null, 1)]);

        Assert.Equal(set, LimitSet.Parse(set!.Text));
        Assert.Equal(set.Limits, LimitSet.Parse(set.Text).Limits);
        Assert.Null(LimitSet.Of([]));
    }

    private static string Key(string value, string format = "") =>
        Assert.Single(Plan("a", $$"""{"x":{{value}}}""", Action("a", new ConcurrencyLimit(1, "x", WhenFull.Queue), format, []))!.Limits).Key!;

    private static LimitSet? Plan(string action, string arguments, params ActionDescriptor[] actions)
    {
        var catalog = new FewActions(actions);
        using var given = JsonDocument.Parse(arguments);
        return ConcurrencyPlan.Of(catalog, catalog.Find(action)!, given.RootElement);
    }

    private static ActionDescriptor Action(string name, ConcurrencyLimit? limit = null, params string[] calls) => Action(name, limit, "", calls);

    private static ActionDescriptor Action(string name, ConcurrencyLimit? limit, string format, params string[] calls) =>
        ActionDescriptor.Parse(Encoding.UTF8.GetBytes(
            $$$"""{"name":"{{{name}}}","title":"","group":"","queue":"","contract_hash":"","parameters":{"type":"object","properties":{"x":{"format":"{{{format}}}"}},"additionalProperties":false}}"""))
            with
        { MaxConcurrent = limit, Calls = calls };

    private sealed class FewActions(ActionDescriptor[] actions) : IActionCatalog
    {
        public IReadOnlyList<string> Names => [.. actions.Select(action => action.Name)];

        public ActionDescriptor? Find(string name) => Array.Find(actions, action => action.Name == name);
    }
}
