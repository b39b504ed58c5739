using System.Text.Json;

namespace Tinpot.Packages.Tests;

/// <summary>The actions of a referenced library join those of the program.</summary>
public sealed class JoinedLibraryTests(PackageFeed feed)
{
    private const string Library =
        """
        using Tinpot;

        namespace Shared;

        /// <summary>Actions that several programs offer.</summary>
        public static class SharedChores
        {
            /// <summary>Add two numbers.</summary>
            /// <param name="left">One</param>
            /// <param name="right">The other</param>
            [Action]
            public static int Add(int left, [Range(0, 9)] int right) => left + right;
        }
        """;

    private const string Program =
        """
        using Shared;
        using Tinpot;

        namespace Program;

        /// <summary>Actions of this program alone.</summary>
        public static class OwnChores
        {
            /// <summary>Double a number.</summary>
            /// <param name="number">Which</param>
            [Action]
            public static int Twice(int number)
            {
                var sum = SharedChores.Add(number, number);
                Console.WriteLine($"in call {ActionExecution.Current?.CallId}");
                return sum;
            }
        }
        """;

    [Fact]
    public async Task Both_are_listed_and_run()
    {
        await NewProject.WriteAsync(feed, "Shared", "Tinpot.Abstractions", "Library", Library);
        var program = await NewProject.WriteAsync(feed, "Program", "Tinpot.Host", "Exe", Program, "Shared");
        await program.BuildAsync();

        using var actions = JsonDocument.Parse((await program.RunAsync("list", "--json")).Expect().Output);
        Assert.Equal(["add", "twice"], actions.RootElement.EnumerateArray().Select(action => action.GetProperty("name").GetString()));

        Assert.Equal("5", (await program.RunAsync("run", "add", "--left", "2", "--right", "3")).Expect().Output.Trim());
        Assert.Equal("8", (await program.RunAsync("run", "twice", "--number", "4")).Expect().Output.Trim());
        (await program.RunAsync("run", "add", "--left", "2", "--right", "10")).Expect(2);
    }
}
