using System.Text;
using Tinpot.Cli;
using Tinpot.Schemas;

namespace Tinpot.Host.Tests.Cli;

public sealed class OptionHelpTests
{
    [Theory]
    [InlineData("""{"type":"string","x-not-blank":true}""", "[required; not blank]")]
    [InlineData("""{"type":"string","x-extensions":["png","jpg"]}""", "[required; ends with .png|.jpg]")]
    [InlineData("""{"type":"string","not":{"enum":["root",""]}}""", "[required; not root|empty]")]
    [InlineData("""{"type":"string","x-pattern":"[a-z]+","description":"Says so."}""", "Says so. [required; matches [a-z]+]")]
    public void Constraints_are_told(string schema, string expected)
    {
        var whole = Schema.Parse(Encoding.UTF8.GetBytes($$"""{"type":"object","properties":{"a":{{schema}}},"required":["a"]}"""));

        Assert.Equal(expected, OptionHelp.Describe(whole.Properties![0]));
    }
}
