using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Runtime;
using Tinpot.Schemas;

namespace Tinpot.Abstractions.Tests.Catalog;

public sealed class CompiledCatalogTests(ITestOutputHelper output)
{
    [Fact]
    public void Finds_by_name()
    {
        var catalog = new TestCatalog("clean\nclean_cache\ndeploy"u8.ToArray(), "Actions/A.cs:7\nC:/b.cs:12\n");

        Assert.Equal(["clean", "clean_cache", "deploy"], catalog.Names);
        Assert.Null(catalog.Find("Clean"));
        Assert.Null(catalog.Find("clea"));
        var found = catalog.Find("clean_cache")!;
        Assert.Equal(("n1", "N", "General", "default", "D"), (found.Name, found.Title, found.Group, found.Queue, found.Description));
        Assert.True(found.Cancellable && found.Deprecated);
        Assert.Equal("0123456789abcdef", found.ContractHash);
        Assert.Equal(SchemaType.Integer, found.Result!.Type);
        Assert.Equal(new SourceLocation("C:/b.cs", 12), found.Source);
        Assert.Null(catalog.Find("deploy")!.Source);
    }

    [Fact]
    public void Parses_on_first_use_and_everybody_sees_one_descriptor()
    {
        var catalog = new TestCatalog([.. Enumerable.Range(0, 100).Select(i => $"a{i:D3}")]);
        Assert.Equal(0, catalog.Parsed);

        var seen = new ActionDescriptor[64];
        Parallel.For(0, seen.Length, i => seen[i] = catalog.Find("a042")!);

        Assert.All(seen, d => Assert.Same(seen[0], d));
        Assert.InRange(catalog.Parsed, 1, 64);
    }

    [Fact]
    public async Task Joins_what_it_references_once()
    {
        var order = new List<string>();
        var shared = new TestCatalog(["d"]) { Label = "shared", Services = order };
        var left = new TestCatalog(["b"], shared) { Label = "left", Services = order };
        var right = new TestCatalog(["c"], shared) { Label = "right", Services = order };
        var root = new TestCatalog(["a", "e"], left, right) { Label = "root", Services = order };

        root.ConfigureServices(new ServiceCollection(), null!);
        await root.InvokeAsync("d", null!);
        await root.InvokeAsync("e", null!);

        Assert.Equal(["a", "b", "c", "d", "e"], root.Names);
        Assert.Equal(["shared", "left", "right", "root"], order);
        Assert.Equal([0], shared.Invoked);
        Assert.Equal([1], root.Invoked);
        Assert.NotNull(root.Find("c"));
    }

    [Fact]
    public async Task A_joined_catalog_can_have_a_prefix_and_leave_actions_out()
    {
        var database = new TestCatalog(["backup", "drop_all", "vacuum"]);
        var root = new TestCatalog(["backup"], new JoinedCatalog(database, "Acme.Db", "db_", "drop_all"));

        await root.InvokeAsync("db_vacuum", null!);

        Assert.Equal(["backup", "db_backup", "db_vacuum"], root.Names);
        Assert.Equal([2], database.Invoked);
        Assert.Equal("db_backup", root.Find("db_backup")!.Name);
        Assert.Null(root.Find("db_drop_all"));
        Assert.Null(root.Find("vacuum"));
        Assert.Same(root.Find("db_vacuum"), root.Find("db_vacuum"));
        // Alone it keeps its names
        Assert.NotNull(database.Find("drop_all"));
    }

    [Fact]
    public void Calls_are_named_by_the_prefix_of_their_assembly()
    {
        var root = new TestCatalog(
            ["backup"],
            new JoinedCatalog(new TestCatalog(["backup", "drop_all"]), "Acme.Db", "db_", "drop_all"),
            new TestCatalog(["restore"]));

        Assert.Equal("backup", root.NameOf("", "backup"));
        Assert.Equal("db_backup", root.NameOf("Acme.Db", "backup"));
        Assert.Equal("db_drop_all", root.NameOf("Acme.Db", "drop_all"));
        Assert.Equal("restore", root.NameOf("Acme.Files", "restore"));
    }

    [Fact]
    public void What_the_program_says_of_an_assembly_counts_over_what_another_one_says()
    {
        var shared = new TestCatalog(["d"]);
        var left = new TestCatalog(["b"], shared);

        Assert.Equal(["b", "x_d"], new TestCatalog(Array.Empty<string>(), left, new JoinedCatalog(shared, "Shared", "x_")).Names);
        Assert.Equal(["b", "d"], new TestCatalog(Array.Empty<string>(), left).Names);
    }

    [Fact]
    public void One_name_twice_is_told_with_both_places()
    {
        var left = new TestCatalog(["deploy"]) { Label = "Left.Actions" };
        var right = new TestCatalog(["deploy"]) { Label = "Right.Actions" };

        var error = Assert.Throws<InvalidOperationException>(() => new TestCatalog([], left, right));

        Assert.Contains("'deploy'", error.Message);
        Assert.Contains("Left.Actions", error.Message);
        Assert.Contains("Right.Actions", error.Message);
    }

    [Fact]
    public async Task An_alias_finds_and_runs_but_is_not_listed()
    {
        var library = new TestCatalog(["b old_b older_b"]);
        var catalog = new TestCatalog(["a old_a", "c"], library);

        Assert.Equal(["a", "b", "c"], catalog.Names);
        Assert.Same(catalog.Find("b"), catalog.Find("older_b"));
        Assert.Same(catalog.Find("a"), catalog.Find("old_a"));
        Assert.Null(catalog.Find("old"));
        await catalog.InvokeAsync("old_b", null!);
        Assert.Equal([0], library.Invoked);
    }

    [Theory]
    [InlineData("a c", "c")]
    [InlineData("a a", "c")]
    [InlineData("a x", "c x")]
    [InlineData("a x x", "c")]
    public void An_alias_that_is_taken_is_told(string left, string right)
    {
        var error = Assert.Throws<InvalidOperationException>(
            () => new TestCatalog([], new TestCatalog([left]) { Label = "Left.Actions" }, new TestCatalog([right]) { Label = "Right.Actions" }));

        Assert.Contains("The alias '" + left[^1], error.Message);
    }

    [Fact]
    public void Calls_are_told_in_the_names_of_this_catalog()
    {
        var library = new TestCatalog(["x", "y", "z"]) { CalledActions = "y\n\ny\tz\n" };
        var catalog = new TestCatalog(["a", "b"], new JoinedCatalog(library, "Lib", "in_", "y")) { CalledActions = "Lib:x\tb\tLib:z\nOther:x\tLib:y\n" };

        Assert.Equal(["b", "in_x", "in_z"], catalog.Find("a")!.Calls);
        Assert.Empty(catalog.Find("b")!.Calls);
        Assert.Empty(catalog.Find("in_x")!.Calls);
        Assert.Equal(["in_z"], catalog.Find("in_z")!.Calls);
        Assert.Equal(["y", "z"], library.Find("z")!.Calls);
        Assert.Empty(new TestCatalog(["a"]).Find("a")!.Calls);
    }

    [Fact]
    public void Names_out_of_order_are_told() =>
        Assert.Contains("'a'", Assert.Throws<InvalidOperationException>(() => new TestCatalog(["b", "a"])).Message);

    [Fact]
    public void Unknown_action_cannot_be_invoked() =>
        Assert.Throws<ArgumentException>(() => { _ = new TestCatalog([]).InvokeAsync("none", null!); });

    [Fact]
    public void Ten_thousand_names_cost_no_parsing()
    {
        var names = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 10_000).Select(i => $"action_number_{i:D5}")));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();

        var catalog = new TestCatalog(names, "");

        output.WriteLine($"10 000 names: {clock.Elapsed.TotalMilliseconds:F2} ms, {(GC.GetAllocatedBytesForCurrentThread() - before) / 1024} KiB");
        Assert.Equal(10_000, catalog.Names.Count);
        Assert.NotNull(catalog.Find("action_number_09999"));
        Assert.Equal(1, catalog.Parsed);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("queue")]
    [InlineData("parameters")]
    [InlineData("contract_hash")]
    public void Descriptor_without_a_member_is_told(string member)
    {
        const string Literal = """{"name":"a","title":"A","group":"G","queue":"q","contract_hash":"0","parameters":{}}""";

        ActionDescriptor.Parse(Encoding.UTF8.GetBytes(Literal));
        var error = Assert.Throws<FormatException>(() => ActionDescriptor.Parse(Encoding.UTF8.GetBytes(Literal.Replace($"\"{member}\"", "\"other\""))));

        Assert.Contains($"'{member}'", error.Message);
    }
}
