using System.Text;
using Tinpot.Executions;
using Tinpot.Executions.Redis;

namespace Tinpot.Host.Tests.Executions.Redis;

/// <summary>A submission comes back from its text as it went in.</summary>
public sealed class SubmissionJsonTests
{
    [Fact]
    public void Reads_what_it_wrote()
    {
        ExecutionSubmission submission = Given.Submission("räume:auf", "night \"shift\"", "a\nb") with
        {
            RerunOf = Guid.CreateVersion7(),
            ParentId = Guid.CreateVersion7(),
            RootId = Guid.CreateVersion7(),
            Trace = new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "a=b"),
        };

        ExecutionSubmission read = SubmissionJson.Read(submission.Id, SubmissionJson.Write(submission));

        Assert.Equivalent(submission with { Arguments = default }, read with { Arguments = default }, strict: true);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "days" : 7,  "text":"\u2603 ☃" }""")]
    public void Keeps_each_byte_of_the_arguments(string arguments) => AssertKept(arguments);

    [Fact]
    public void Keeps_arguments_of_any_depth() =>
        AssertKept("""{"a":""" + new string('[', 500) + new string(']', 500) + "}");

    private static void AssertKept(string arguments)
    {
        ExecutionSubmission submission = Given.Submission() with { Arguments = Encoding.UTF8.GetBytes(arguments) };

        Assert.Equal(arguments, Encoding.UTF8.GetString(SubmissionJson.Read(submission.Id, SubmissionJson.Write(submission)).Arguments.Span));
    }
}
