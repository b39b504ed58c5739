using System.Text;
using Tinpot.Cli;
using Tinpot.Schemas;

namespace Tinpot.Host.Tests.Cli;

public sealed class OptionHelpTests
{
    [Theory]
    [InlineData("""{"type":"string","x-not-blank":true}""", "[required; not blank]")]
    [InlineData("""{"type":"string","minLength":2,"maxLength":5}""", "[required; 2 to 5 characters]")]
    [InlineData("""{"type":"string","maxLength":20}""", "[required; at most 20 characters]")]
    [InlineData("""{"type":"string","minLength":1}""", "[required; at least 1 character]")]
    [InlineData("""{"type":"string","format":"byte","minLength":3,"maxLength":3}""", "[required; exactly 3 bytes]")]
    [InlineData("""{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":4}""", "[required; 1 to 4 items; may be repeated]")]
    [InlineData("""{"type":"string","x-extensions":["png","jpg"]}""", "[required; ends with .png|.jpg]")]
    [InlineData("""{"type":"string","not":{"enum":["root",""]}}""", "[required; not root|empty]")]
    [InlineData("""{"type":"string","x-pattern":"[a-z]+","description":"Says so."}""", "Says so. [required; matches [a-z]+]")]
    public void Constraints_are_told(string schema, string expected)
    {
        var whole = Schema.Parse(Encoding.UTF8.GetBytes($$"""{"type":"object","properties":{"a":{{schema}}},"required":["a"]}"""));

        Assert.Equal(expected, OptionHelp.Describe(whole.Properties![0]));
    }
}
