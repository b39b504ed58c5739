using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tinpot.Executions;
using Tinpot.Host.Tests.Fleet;
using Tinpot.Platform.Json;
using Tinpot.Security;
using Tinpot.Stores.Redis;

namespace Tinpot.Host.Tests.Stores.Redis;

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
    public void Keeps_arguments_as_deep_as_they_are_accepted() =>
        AssertKept("""{"a":""" + new string('[', JsonLimits.ValueDepth - 1) + new string(']', JsonLimits.ValueDepth - 1) + "}");

    [Fact]
    public void Ignores_members_of_later_versions()
    {
        ExecutionSubmission submission = Given.Submission();
        string text = Encoding.UTF8.GetString(SubmissionJson.Write(submission).Span);
        string later = text.Insert(1, """ "later":{"action":"x","deep":[[{}]]},"labels":["by"],""")
            .Replace("\"by\":{", "\"by\":{\"groups\":[\"admins\"],\"claims\":{\"roles\":[\"admin\"]},\"level\":3,", StringComparison.Ordinal);

        ExecutionSubmission read = SubmissionJson.Read(submission.Id, Encoding.UTF8.GetBytes(later));

        Assert.Equivalent(submission with { Arguments = default }, read with { Arguments = default }, strict: true);
        Assert.Equal(Given.Alice.Roles, read.RequestedBy.Roles);
    }

    [Fact]
    public void Document_of_a_former_version_is_read_and_written_alike()
    {
        ExecutionSubmission submission = SubmissionJson.Read(Guid.CreateVersion7(), Encoding.UTF8.GetBytes(FormerDocuments.Submission));
        Assert.Equal(("deploy_app", "action", "anonymous"), (submission.Action, submission.RequestedVia, submission.RequestedBy.Name));
        Assert.Equal(Guid.ParseExact("01a22b9871c17e2e907a9f3a492aa107", "N"), submission.ParentId);
        Assert.Equal(
            FormerDocuments.Submission.Replace("\"arguments\":", $"\"arguments_bytes\":{submission.Arguments.Length},\"arguments\":", StringComparison.Ordinal),
            Encoding.UTF8.GetString(SubmissionJson.Write(submission).Span));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"a\":\"\\\",\\\"arguments\\\":{\"}")]
    [InlineData("{\"arguments\":{\"a\":1},\"b\":[{}]}")]
    public void A_worker_gets_the_same(string arguments)
    {
        ExecutionSubmission submission = Given.Submission() with { ParentId = Guid.CreateVersion7() };
        if (arguments.Length > 0)
            submission = submission with { Arguments = Encoding.UTF8.GetBytes(arguments) };
        AssertRunAlike(submission.Id, Encoding.UTF8.GetString(SubmissionJson.Write(submission).Span));
    }

    [Fact]
    public void A_worker_gets_the_same_of_a_former_or_later_version()
    {
        string written = Encoding.UTF8.GetString(SubmissionJson.Write(SubmissionJson.Read(Guid.CreateVersion7(), Encoding.UTF8.GetBytes(FormerDocuments.Submission))).Span);
        string[] documents =
        [
            FormerDocuments.Submission,
            written,
            written.Insert(1, "\"later\":{\"x\":1,\"arguments\":{}},"),
            .. ((string[])["1e1", "26.0", "\"26\"", "true", "[]", "{\"arguments\":{}}", "null", "-1", "2147483648"])
                .Select(bytes => Regex.Replace(written, "\"arguments_bytes\":[0-9]+", $"\"arguments_bytes\":{bytes}")),
            written.Insert(written.Length - 1, ",\"later\":{}"),
            written.Replace("\"arguments_bytes\":", "\"arguments_bytes\":1", StringComparison.Ordinal),
            written.Replace(",\"arguments\":", ", \"arguments\" : ", StringComparison.Ordinal),
        ];
        Assert.All(documents, document => AssertRunAlike(Guid.CreateVersion7(), document));
    }

    [Theory]
    [InlineData("\"by\":{", "\"by\":[{", "has no value, or one of another kind, at $.by")]
    [InlineData("\"scheme\":\"anonymous\"", "\"scheme\":7", "has no value, or one of another kind, at $.by.scheme")]
    [InlineData("\"by\":{", "\"by\":null,\"later\":{", "do not say who submitted it")]
    [InlineData("\"action\":", "\"later\":", "do not name an action")]
    public void What_is_wrong_with_a_document_is_said_without_types_of_the_program(string sound, string damaged, string said)
    {
        string document = FormerDocuments.Submission.Replace(sound, damaged, StringComparison.Ordinal);
        Exception error = Assert.ThrowsAny<Exception>(() => SubmissionJson.Read(Guid.CreateVersion7(), Encoding.UTF8.GetBytes(document)));
        Assert.DoesNotContain("Tinpot.", error.Message, StringComparison.Ordinal);
        if (error is FormatException)
            Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    /// <summary>Whoever runs them checks them; what stands around them does not depend on them.</summary>
    [Fact]
    public void A_worker_gets_damaged_arguments_as_they_are()
    {
        ExecutionSubmission submission = Given.Submission() with { Arguments = "{\"days\":}"u8.ToArray() };
        Assert.Equal("{\"days\":}", Encoding.UTF8.GetString(SubmissionJson.ReadToRun(submission.Id, SubmissionJson.Write(submission)).Arguments.Span));
        Assert.ThrowsAny<JsonException>(() => SubmissionJson.Read(submission.Id, SubmissionJson.Write(submission)));
    }

    [Fact]
    public void Members_that_are_reserved_change_nothing()
    {
        Guid id = Guid.CreateVersion7();
        string later = FormerDocuments.Submission.Insert(
            1, """ "kind":"ask","reason":{"text":"x"},"dry_run":true,"files":[{"name":"a"}],"schedule":7,"followers":["by"],"signature":"00","principal":{"id":"x"},""");
        ExecutionSubmission before = SubmissionJson.Read(id, Encoding.UTF8.GetBytes(FormerDocuments.Submission));
        ExecutionSubmission now = SubmissionJson.Read(id, Encoding.UTF8.GetBytes(later));
        Assert.Equivalent(before with { Arguments = default }, now with { Arguments = default }, strict: true);
        Assert.Equal(before.Arguments.ToArray(), now.Arguments.ToArray());
    }

    [Theory]
    [InlineData("""{"id":"a","name":"b","scheme":"c","roles":["r"],"groups":["g"],"scopes":{"roles":["admin"]}}""", "r")]
    [InlineData("""{"groups":["g"],"id":"a","name":"b","scheme":"c","roles":["r",{"name":"later"},["x"],"s"]}""", "r,s")]
    [InlineData("""{"id":"a","name":"b","scheme":"c"}""", "")]
    public void Members_of_a_later_principal_are_not_taken_for_roles(string json, string roles)
    {
        Principal read = PrincipalJson.Read(Encoding.UTF8.GetBytes(json));
        Assert.Equal(("a", "b", "c", roles), (read.Id, read.Name, read.Scheme, string.Join(',', read.Roles)));
    }

    [Theory]
    [InlineData("""{"type":"t","message":"m","reason":"crash","stack":null,"causes":[{"type":"x"}]}""", FailureReason.Crash)]
    [InlineData("""{"code":7,"type":"t","message":"m","reason":"of a later version"}""", FailureReason.Exception)]
    [InlineData("""{"type":"t","message":"m","reason":"99"}""", FailureReason.Exception)]
    public void An_error_of_a_later_version_is_read_as_far_as_it_is_known(string json, FailureReason reason) =>
        Assert.Equal(new ExecutionError("t", "m", reason), ExecutionErrorJson.Read(Encoding.UTF8.GetBytes(json)));

    private static void AssertRunAlike(Guid id, string document)
    {
        ExecutionSubmission shown = SubmissionJson.Read(id, Encoding.UTF8.GetBytes(document));
        ExecutionSubmission run = SubmissionJson.ReadToRun(id, Encoding.UTF8.GetBytes(document));
        Assert.Equivalent(shown with { Arguments = default }, run with { Arguments = default }, strict: true);
        Assert.Equal(Encoding.UTF8.GetString(shown.Arguments.Span), Encoding.UTF8.GetString(run.Arguments.Span));
    }

    private static void AssertKept(string arguments)
    {
        ExecutionSubmission submission = Given.Submission() with { Arguments = Encoding.UTF8.GetBytes(arguments) };

        Assert.Equal(arguments, Encoding.UTF8.GetString(SubmissionJson.Read(submission.Id, SubmissionJson.Write(submission)).Arguments.Span));
    }
}
