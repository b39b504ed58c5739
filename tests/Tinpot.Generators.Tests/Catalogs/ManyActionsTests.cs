using System.Text;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Catalogs;

/// <summary>More actions than one switch holds.</summary>
public class ManyActionsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(129)]
    [InlineData(1000)]
    public async Task Each_is_found_described_and_run(int count)
    {
        StringBuilder source = new();
        for (int i = 0; i < count; i++)
            source.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"public static class C{i} {{ [Action] public static int Action{i}(int add) => {i} + add; }}");
        using RunningProgram program = Project.Of(source.ToString()).Generate().Load();

        Assert.Equal(Enumerable.Range(0, count).Select(static i => $"action{i}").Order(StringComparer.Ordinal), program.Catalog.Names);
        for (int i = 0; i < count; i += Math.Max(1, count / 100))
        {
            Assert.Equal(i + 1, program.Catalog.Find($"action{i}")!.Source!.Line);
            Assert.Equal($"{i + 5}", (await program.RunAsync($"action{i}", """{"add":5}""")).Result);
        }
    }
}
