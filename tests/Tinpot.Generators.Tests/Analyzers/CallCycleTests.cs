using System.Globalization;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Analyzers;

public class CallCycleTests
{
    [Theory]
    [InlineData("[Action] public static int {|TPT023:Run|}(int n) => n == 0 ? 0 : Run(n - 1);", "run -> run")]
    [InlineData("[Action] public static void Zoo() => Ant(); [Action] public static void {|TPT023:Ant|}() => Zoo();", "ant -> zoo -> ant")]
    [InlineData("[Action] public static void {|TPT023:Deploy|}() => Verify(); [Action] public static void Verify() => RollBack(); static void RollBack() => Again(); static void Again() => Deploy();", "deploy -> verify -> deploy")]
    [InlineData("[Action] public static void {|TPT023:A|}() { C(); B(); } [Action] public static void B() => A(); [Action] public static void C() => D(); [Action] public static void D() => B();", "a -> b -> a")]
    [InlineData("[Action] public static void {|TPT023:A|}() => B(); [Action] public static void B() => A(); [Action] public static void {|TPT023:C|}() => D(); [Action] public static void D() { C(); A(); }", "a -> b -> a|c -> d -> c")]
    [InlineData("[Action] public static void A() => B(); [Action] public static void B() => C(); [Action] public static void C() { }", "")]
    [InlineData("[Action] public static void A() { Help(); } static void Help() { Help(); B(); } [Action] public static void B() { }", "")]
    [InlineData("#pragma warning disable TPT023\n[Action] public static void A() => A();\n#pragma warning restore TPT023", "")]
    public async Task A_circle_is_reported_once_and_named(string source, string cycles)
    {
        Markup markup = Markup.Parse($"public static class Root {{\n{source}\n}}");

        var diagnostics = await Project.Of(markup.Text).AnalyzeAsync();

        markup.Verify(diagnostics);
        Assert.Equal(cycles.Split('|', StringSplitOptions.RemoveEmptyEntries), diagnostics.Where(static d => !d.IsSuppressed)
            .Select(static d => d.GetMessage(CultureInfo.InvariantCulture).Split(": ")[1]));
    }

    [Fact]
    public async Task What_is_generated_is_no_caller() => Assert.Empty(await Project.Of("""
        public static class Root
        {
            [Action] public static int A() => Make().X;
            static Item Make() => new(1);
        }
        public sealed record Item(int X);
        """).AnalyzeAsync());
}
