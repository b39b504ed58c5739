using System.Text;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Types;

/// <summary>Names that C# takes are not too long for the names that are made of them: of a file, or of a class in metadata.</summary>
public class LongNameTests
{
    private const int LongestFileName = 255;

    [Theory]
    [InlineData("N_", 200)]
    [InlineData("名", 150)]
    [InlineData("Name", 60)]
    public async Task Types_with_long_names_are_told_apart(string part, int times)
    {
        string name = string.Concat(Enumerable.Repeat(part, times));
        Project project = Project.Of($$"""
            namespace {{name}}
            {
                public static class {{name}}A { [Action] public static int One() => 1; }
                public static class {{name}}B { [Action] public static int Two() => {{name}}A.One() + 1; }
            }
            """);
        Generated code = project.Generate();
        using RunningProgram program = code.Load();

        Assert.All(code.FileNames, static file => Assert.InRange(Encoding.UTF8.GetByteCount(file), 1, LongestFileName));
        Assert.Equal("1", (await program.RunAsync("one")).Result);
        Assert.Equal("2", (await program.RunAsync("two")).Result);
        Assert.Empty(await project.AnalyzeAsync());
    }
}
