using Microsoft.AspNetCore.Http;
using Tinpot.Http.Responses;

namespace Tinpot.Host.Tests.Http;

public class EntityTagTests
{
    [Theory]
    [InlineData(true, "\"abc\"")]
    [InlineData(true, "W/\"abc\"")]
    [InlineData(true, "*")]
    [InlineData(true, "\"x\", W/\"abc\",\"y\"")]
    [InlineData(true, "\"x\"", "\"abc\"")]
    [InlineData(true, "not a tag, \"abc\"")]
    [InlineData(false)]
    [InlineData(false, "")]
    [InlineData(false, "abc")]
    [InlineData(false, "\"ABC\"")]
    [InlineData(false, "\"x\"abc\"y\"")]
    [InlineData(false, "\"*\"")]
    public void An_answer_is_known_by_the_rules_of_If_None_Match(bool known, params string[] lines)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.IfNoneMatch = lines;

        Assert.Equal(known, EntityTag.IsKnown(context, "\"abc\""));
        Assert.Equal(known ? 304 : 200, context.Response.StatusCode);
        Assert.Equal("\"abc\"", context.Response.Headers.ETag.ToString());
    }
}
