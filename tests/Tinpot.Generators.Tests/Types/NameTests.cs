using System.Text.Json;
using Tinpot.Generators.Text;

namespace Tinpot.Generators.Tests.Types;

public class NameTests
{
    [Theory]
    [InlineData("CleanCacheAsync", "clean_cache")]
    [InlineData("HTTPServer2", "http_server2")]
    [InlineData("IPv4", "i_pv4")]
    [InlineData("Async", "async")]
    [InlineData("A", "a")]
    [InlineData("Deploy_app", "deploy_app")]
    public void An_action_is_named_after_its_method(string method, string name) => Assert.Equal(name, ActionNames.Of(method));

    [Fact]
    public void Snake_case_is_that_of_the_framework()
    {
        const string Alphabet = "aZbQ09_ ÄéßİıǅΣ-";
        Random random = new(20261123);
        for (int i = 0; i < 20_000; i++)
        {
            string name = string.Create(random.Next(1, 9), random, static (span, r) =>
            {
                foreach (ref char c in span)
                    c = Alphabet[r.Next(Alphabet.Length)];
            });
            Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), SnakeCase.Convert(name));
        }
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("a_1", true)]
    [InlineData("", false)]
    [InlineData("1a", false)]
    [InlineData("_a", false)]
    [InlineData("ä", false)]
    [InlineData("A", false)]
    [InlineData("a-b", false)]
    public void The_grammar_of_names(string name, bool valid) => Assert.Equal(valid, ActionNames.IsValid(name));

    [Fact]
    public void A_name_has_at_most_64_characters()
    {
        Assert.True(ActionNames.IsValid(new string('a', 64)));
        Assert.False(ActionNames.IsValid(new string('a', 65)));
    }
}
