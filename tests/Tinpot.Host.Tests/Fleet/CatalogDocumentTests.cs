using System.Text;
using System.Text.Json;
using Tinpot.Actions;
using Tinpot.Fleet;
using Tinpot.Runtime;

namespace Tinpot.Host.Tests.Fleet;

public class CatalogDocumentTests
{
    private static readonly TinpotOptions Options = new() { Timeout = TimeSpan.FromMinutes(2), Isolation = Isolation.Process };
    private static readonly IsolationChoice Choice = new(Options);
    private static readonly CompiledCatalog Catalog = Generated.ActionCatalog.Instance;

    /// <summary>Every type of parameter there is a test for is among them.</summary>
    [Fact]
    public void Every_action_looks_the_same_to_who_reads_it()
    {
        IReadOnlyList<ActionDescriptor> read = CatalogDocument.Read(CatalogDocument.Write(Catalog, Options, Choice));

        Assert.True(read.Count > 50);
        Assert.Equal(Catalog.Names, read.Select(action => action.Name));
        var here = new ActionInfoWriter(Options, Choice);
        // Whatever its own settings are, who reads it shows those of the worker
        var there = new ActionInfoWriter(new TinpotOptions { Isolation = Isolation.InProcess }, new IsolationChoice(new TinpotOptions { Isolation = Isolation.InProcess }));
        foreach (ActionDescriptor action in read)
        {
            ActionDescriptor own = Catalog.Find(action.Name)!;
            Assert.Equal(Written(w => here.Write(w, own)), Written(w => there.Write(w, action)));
            Assert.Equal(Contract(own), Contract(action));
        }
    }

    [Fact]
    public void Rules_that_the_public_schema_cannot_say_are_checked_there_too()
    {
        ActionDescriptor action = CatalogDocument.Read(CatalogDocument.Write(
            new Hosting.TestCatalog(Hosting.TestAction.Echo("digits", "\"code\":{\"type\":\"string\",\"x-pattern\":\"\\\\d+\"}", "code")), Options, Choice)).Single();

        Assert.Null(action.Parameters.Properties![0].Schema.PublicPattern);
        Assert.Empty(Schemas.SchemaChecker.Check(action.Parameters, """{"code":"123"}"""u8));
        Assert.Equal("code", Assert.Single(Schemas.SchemaChecker.Check(action.Parameters, """{"code":"abc"}"""u8)).Path);
    }

    [Theory]
    [InlineData("[{\"name\":\"a\"}]")]
    [InlineData("[{\"name\":\"a\",\"title\":\"A\",\"descriptor\":{}}]")]
    public void What_does_not_say_all_is_refused(string document) =>
        Assert.Throws<FormatException>(() => CatalogDocument.Read(Encoding.UTF8.GetBytes(document)));

    [Fact]
    public void A_member_of_another_kind_is_named_without_a_type_of_the_program()
    {
        FormatException refused = Assert.Throws<FormatException>(() => CatalogDocument.Read("""[{"name": "a", "title": 5}]"""u8.ToArray()));

        Assert.Equal("The description of an action in the published catalog has no value, or one of another kind, at $.title.", refused.Message);
    }

    [Fact]
    public void The_array_of_a_former_version_is_read()
    {
        ActionDescriptor action = Assert.Single(CatalogDocument.Read(Encoding.UTF8.GetBytes(FormerDocuments.Catalog)));
        Assert.Equal(("clean_cache", "Clean cache", "a3fbab85f8c46cb1", Isolation.Process), (action.Name, action.Title, action.ContractHash, action.Isolation));
        Assert.Equal(("Maintenance/MaintenanceActions.cs", 13), (action.Source?.File, action.Source?.Line));
        Assert.Equal("days", Assert.Single(action.Parameters.Properties!).Name);
    }

    [Fact]
    public void Former_versions_read_what_is_published() =>
        Assert.Equal((byte)'[', CatalogDocument.Write(Catalog, Options, Choice)[0]);

    [Theory]
    [InlineData("{\"format\":1,\"program\":\"p\",\"actions\":A,\"schedules\":[{\"cron\":\"* * * * *\"}],\"webhooks\":{},\"later\":[[]]}")]
    [InlineData("{\"later\":{\"actions\":[1]},\"actions\":A}")]
    public void Members_that_are_unknown_change_nothing(string document)
    {
        string unknown = FormerDocuments.Catalog.Replace("\"aliases\":[]", "\"later\":{\"title\":[1]},\"aliases\":[]", StringComparison.Ordinal);
        ActionDescriptor before = Assert.Single(CatalogDocument.Read(Encoding.UTF8.GetBytes(FormerDocuments.Catalog)));
        ActionDescriptor now = Assert.Single(CatalogDocument.Read(Encoding.UTF8.GetBytes(document.Replace("A", unknown, StringComparison.Ordinal))));
        Assert.Equal(Contract(before), Contract(now));
        Assert.Equal((before.Title, before.Timeout, before.Source), (now.Title, now.Timeout, now.Source));
    }

    [Theory]
    [InlineData("{\"format\":2,\"actions\":[]}")]
    [InlineData("{\"format\":1}")]
    [InlineData("7")]
    public void A_catalog_of_another_form_is_refused(string document) =>
        Assert.Throws<FormatException>(() => CatalogDocument.Read(Encoding.UTF8.GetBytes(document)));

    private static string Contract(ActionDescriptor action) => Written(action.Parameters.WriteContractTo) + action.ContractHash;

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            write(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
