using System.Globalization;
using System.Text;
using System.Text.Json;
using Tinpot.Generated;
using Tinpot.Host.Tests.Actions.Arguments;
using Tinpot.Runtime;

namespace Tinpot.Host.Tests.Binding;

/// <summary>Types with code of their own: what it takes and what it refuses, in every culture.</summary>
public sealed class CodeTableTests
{
    private static readonly string[] Cultures = ["", "tr-TR", "de-DE", "fa-IR"];

    [Theory]
    [InlineData("\"1.2\"", "v1.2")]
    [InlineData("\"0.0\"", "v0.0")]
    [InlineData("\"-1.2\"", "v-1.2")]
    [InlineData("\" 1.2 \"", "v1.2")]
    [InlineData("\"2147483647.1\"", "v2147483647.1")]
    [InlineData("\"\\u0031.2\"", "v1.2")]
    [InlineData("\"2147483648.1\"", "releases[0]: Is not a valid CodeRelease: Value was either too large or too small for an Int32.")]
    [InlineData("\"1\"", "releases[0]: Is not a valid CodeRelease: Write it as 1.2")]
    [InlineData("\"1.2.3\"", "releases[0]: Is not a valid CodeRelease: Write it as 1.2")]
    [InlineData("\"\"", "releases[0]: Is not a valid CodeRelease: Write it as 1.2")]
    [InlineData("\"1,2\"", "releases[0]: Is not a valid CodeRelease: Write it as 1.2")]
    [InlineData("\"a.b\"", "releases[0]: Is not a valid CodeRelease: The input string 'a' was not in a correct format.")]
    [InlineData("\"\u0661.\u0662\"", "releases[0]: Is not a valid CodeRelease: The input string '\u0661' was not in a correct format.")]
    [InlineData("null", "releases[0]: Must not be null.")]
    [InlineData("1.2", "releases[0]: Must be a string, not a number.")]
    [InlineData("{}", "releases[0]: Must be a string, not an object.")]
    [InlineData("[\"1.2\"]", "releases[0]: Must be a string, not an array.")]
    public async Task Type_that_parses_itself(string json, string expected)
    {
        foreach (string culture in Cultures)
            Assert.Equal(expected, (await TakeAsync($$"""{"releases":[{{json}}]}""", culture)).TrimEnd());
    }

    [Theory]
    [InlineData("""{"$type":"circle","Radius":5}""", "CodeCircle { Radius = 5 }")]
    [InlineData("""{"$type":"circle","Radius":0}""", "CodeCircle { Radius = 0 }")]
    [InlineData("""{"$type":"circle","Radius":2147483647}""", "CodeCircle { Radius = 2147483647 }")]
    [InlineData("""{"$type":"circle"}""", "CodeCircle { Radius = 0 }")]
    [InlineData("null", "")]
    [InlineData("""{"$type":"circle","Radius":"5"}""", "shape.Radius: Is not a valid CodeShape: ")]
    [InlineData("""{"$type":"circle","Radius":2147483648}""", "shape.Radius: Is not a valid CodeShape: ")]
    [InlineData("""{"$type":"circle","Radius":1.5}""", "shape.Radius: Is not a valid CodeShape: ")]
    [InlineData("""{"$type":"circle","Radius":null}""", "shape.Radius: Is not a valid CodeShape: ")]
    [InlineData("""{"$type":"square"}""", "shape")]
    [InlineData("{}", "shape: Is not a valid CodeShape: ")]
    [InlineData("3", "shape: Is not a valid CodeShape: ")]
    [InlineData("\"circle\"", "shape: Is not a valid CodeShape: ")]
    [InlineData("[]", "shape: Is not a valid CodeShape: ")]
    public async Task Type_with_a_contract_of_the_serializer(string json, string expected)
    {
        foreach (string culture in Cultures)
        {
            string said = (await TakeAsync($$"""{"releases":[],"shape":{{json}}}""", culture)).Trim();
            if (expected.Length == 0)
                Assert.Empty(said);
            // What the framework says behind our words is its own
            Assert.StartsWith(expected, said, StringComparison.Ordinal);
        }
    }

    /// <summary>What the action says, or what is wrong.</summary>
    private static async Task<string> TakeAsync(string parameters, string culture)
    {
        // Flows into the action and ends with this test
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        ActionDescriptor action = ActionCatalog.Instance.Find("ask_code")!;
        byte[] json = Encoding.UTF8.GetBytes(parameters);
        var errors = ActionCatalog.Instance.Check(action, json);
        if (errors.Count > 0)
            return string.Join('\n', errors.Select(e => $"{e.Path}: {e.Message}"));
        var invocation = new ActionInvocation(Completed.Of(action.Parameters, json), null!, null!);
        await ActionCatalog.Instance.InvokeAsync("ask_code", invocation);
        return JsonSerializer.Deserialize<string>(invocation.WrittenResult!.Value.Span)!;
    }
}
