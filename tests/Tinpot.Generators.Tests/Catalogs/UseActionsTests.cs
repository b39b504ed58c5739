using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;
using Tinpot.Generators.Pipeline;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Catalogs;

/// <summary><c>[assembly: UseActions]</c>: packages join when asked, under the names that are asked for.</summary>
public class UseActionsTests
{
    /// <summary>A package; it also calls its own actions.</summary>
    private static readonly Lazy<Generated> Database = new(() => (Project.Of("""
        namespace Acme.Databases;

        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;

        public class Backups
        {
            [Action(Aliases = ["save", "dump"])] public static int Backup(string path = "a") => path.Length;
            [Action(Title = "Everything gone")] public static void DropAll() { }
            [Action] public static int BackupTwice() { DropAll(); return Backup() + Backup("bcd"); }
            [ActionServices] public static void Register(IServiceCollection services, IConfiguration configuration) => services.AddSingleton("database");
        }

        public class Generic<T>;
        """) with { Name = "Acme.Db" }).Generate());

    /// <summary>Another package, which calls the first one's actions and has one of the same name.</summary>
    private static readonly Lazy<Generated> Files = new(() => (Project.Of("""
        namespace Acme.Files;

        public static class Archives
        {
            [Action] public static int Backup() => 40 + Acme.Databases.Backups.Backup();
        }
        """) with { Name = "Acme.Files", References = [Database.Value.AsReference()] }).Generate());

    private static readonly Lazy<Generated> Plain = new(() => (Project.Of("public class Nothing;") with { Name = "Plain" }).Generate());

    private static Project Program(string attributes, string source = "", string projects = "") => Project.Of($$"""
        {{attributes}}

        public static class Program
        {
            {{source}}
            public static int Main() => 0;
        }
        """) with
    {
        Name = "Program",
        Kind = OutputKind.ConsoleApplication,
        References = [Database.Value.AsReference(), Files.Value.AsReference(), Plain.Value.AsReference()],
        Properties = Project.Of("").Properties.Add("build_property.TinpotProjectReferences", projects),
    };

    private static RunningProgram Load(Project project) => project.Generate().Load(Database.Value.Emit(), Files.Value.Emit());

    [Fact]
    public async Task A_package_joins_with_its_own_names()
    {
        using RunningProgram program = Load(Program("[assembly: UseActions(typeof(Acme.Databases.Backups))]"));

        Assert.Equal(["backup", "backup_twice", "drop_all"], program.Catalog.Names);
        Assert.Equal("3", (await program.RunAsync("backup", """{"path":"abc"}""")).Result);
    }

    [Fact]
    public async Task A_prefix_stands_before_every_name_and_solves_a_clash()
    {
        using RunningProgram program = Load(Program("""
            [assembly: UseActions(typeof(Acme.Databases.Generic<>), Prefix = "db")]
            [assembly: UseActions(typeof(Acme.Files.Archives))]
            """, "[Action] public static int DropAll() => 7;"));

        Assert.Equal(["backup", "db_backup", "db_backup_twice", "db_drop_all", "drop_all"], program.Catalog.Names);
        Assert.Equal(("41", "1", "7"), ((await program.RunAsync("backup")).Result, (await program.RunAsync("db_backup")).Result, (await program.RunAsync("drop_all")).Result));
        Assert.Null(program.Catalog.Find("backup_twice"));
    }

    [Fact]
    public void The_description_has_the_name_and_a_title_that_follows_it_unless_it_was_given()
    {
        using RunningProgram program = Load(Program("""[assembly: UseActions(typeof(Acme.Databases.Backups), Prefix = "db")]"""));

        ActionDescriptor backup = program.Catalog.Find("db_backup_twice")!;
        Assert.Equal(("db_backup_twice", "Db backup twice"), (backup.Name, backup.Title));
        Assert.Equal("Everything gone", program.Catalog.Find("db_drop_all")!.Title);
        // The contract is the package's own: under whatever name, the same arguments fit
        Assert.Equal(Database.Value.ContractHashOf("backup_twice"), backup.ContractHash);
    }

    [Fact]
    public async Task Calls_show_the_name_the_action_has_in_the_program_whoever_makes_them()
    {
        using RunningProgram program = Load(Program("""
            [assembly: UseActions(typeof(Acme.Databases.Backups), Prefix = "db", Exclude = new[] { "drop_all" })]
            [assembly: UseActions(typeof(Acme.Files.Archives), Prefix = "fs")]
            """, "[Action] public static int Own() => Acme.Databases.Backups.Backup(\"x\");"));

        Assert.Equal(["db_backup", "db_backup_twice", "fs_backup", "own"], program.Catalog.Names);
        // From the program, from the package itself (its excluded action too), and from another package
        Assert.Equal("""db_backup {"path":"x"} -> 1""", (await program.RunAsync("own")).Calls);
        Assert.Equal("""
            db_drop_all {} -> 
            db_backup {"path":"a"} -> 1
            db_backup {"path":"bcd"} -> 3
            """.ReplaceLineEndings("\n"), (await program.RunAsync("db_backup_twice")).Calls);
        Assert.Equal("""db_backup {"path":"a"} -> 1""", (await program.RunAsync("fs_backup")).Calls);
    }

    [Fact]
    public async Task A_referenced_project_can_be_prefixed_too()
    {
        using RunningProgram program = Load(Program(
            """[assembly: UseActions(typeof(Acme.Databases.Backups), Prefix = "db", Exclude = new[] { "drop_all", "backup_twice" })]""", projects: "Acme.Db|Acme.Files"));

        Assert.Equal(["backup", "db_backup"], program.Catalog.Names);
        Assert.Equal("41", (await program.RunAsync("backup")).Result);
    }

    [Fact]
    public async Task Aliases_have_the_prefix_too_and_can_be_left_out()
    {
        using RunningProgram program = Load(Program("""[assembly: UseActions(typeof(Acme.Databases.Backups), Prefix = "db", Exclude = new[] { "dump" })]"""));

        Assert.Equal(["db_save"], program.Catalog.Find("db_backup")!.Aliases);
        Assert.Equal("1", (await program.RunAsync("db_save")).Result);
        Assert.All(["save", "dump", "db_dump"], name => Assert.Null(program.Catalog.Find(name)));
        using RunningProgram without = Load(Program("""[assembly: UseActions(typeof(Acme.Databases.Backups), Exclude = new[] { "backup" })]"""));
        Assert.Null(without.Catalog.Find("save"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Acme.Db")]
    public void Services_are_registered_once(string projects)
    {
        using RunningProgram program = Load(Program("""[assembly: UseActions(typeof(Acme.Databases.Backups), Prefix = "db")]""", projects: projects));
        ServiceCollection services = new();

        program.Catalog.ConfigureServices(services, new SingleSetting(""));

        Assert.Equal("database", Assert.Single(services).ImplementationInstance);
    }

    [Theory]
    [InlineData("UseActions(typeof(Nothing))", "assembly 'Plain', which declares 'Nothing', announces no actions: it has none, or was built without the generator")]
    [InlineData("UseActions(typeof(string))", "which declares 'string', announces no actions")]
    [InlineData("UseActions(typeof(int[]))", "'int[]' is a type of no assembly; name a type of the package")]
    [InlineData("UseActions(typeof(Program))", "'Program' is a type of this project, whose actions are in the catalog anyway")]
    [InlineData("UseActions(typeof(Acme.Databases.Backups), Exclude = new[] { \"drop_al\" })", "assembly 'Acme.Db' has no action 'drop_al' to exclude; it has 'backup', 'backup_twice', 'drop_all'")]
    [InlineData("UseActions(typeof(Acme.Databases.Backups), Prefix = \"db\", Exclude = new[] { \"db_drop_all\" })", "'db_drop_all' cannot be excluded: write the name without the prefix, 'drop_all'")]
    [InlineData("UseActions(typeof(Acme.Databases.Backups), Prefix = \"Db\")", "'Db' is not a valid prefix: it must match [a-z][a-z0-9_]* and not end with an underscore")]
    [InlineData("UseActions(typeof(Acme.Databases.Backups), Prefix = \"db_\")", "'db_' is not a valid prefix")]
    [InlineData("UseActions(typeof(Acme.Databases.Backups), Prefix = \"d-b\")", "'d-b' is not a valid prefix")]
    [InlineData("UseActions(typeof(Acme.Databases.Backups), Prefix = \"ınfo\")", "'ınfo' is not a valid prefix")]
    [InlineData("UseActions(typeof(Acme.Databases.Backups), Prefix = \"a23456789_123456789_123456789_123456789_123456789_12\")",
        "'a23456789_123456789_123456789_123456789_123456789_12_backup_twice' would have more than 64 characters; take a shorter prefix or exclude 'backup_twice'")]
    [InlineData("UseActions(typeof(Acme.Databases.Backups), Prefix = \"fs\")", "'fs_backup' is an action of 'Acme.Db' and 'Program.FsBackup' of this project; give the first one a prefix or exclude 'backup'", "[Action] public static void FsBackup() { }")]
    [InlineData("UseActions(typeof(Acme.Databases.Backups), Prefix = \"fs\")", "'fs_save' is an action of 'Acme.Db' and 'Program.Load' of this project; give the first one a prefix or exclude 'save'", "[Action(Aliases = [\"fs_save\"])] public static void Load() { }")]
    public async Task What_cannot_join_is_one_error_at_the_attribute(string attribute, string message, string source = "")
    {
        Project project = Program($"[assembly: {attribute}]", source);

        Diagnostic diagnostic = Assert.Single(await project.AnalyzeAsync());

        Assert.Equal(("TPT033", DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(attribute, diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        // What is left is sound
        project.Generate().Emit();
    }

    [Fact]
    public async Task One_assembly_twice_is_an_error_at_the_second()
    {
        Project project = Program("""
            [assembly: UseActions(typeof(Acme.Databases.Backups), Prefix = "a")]
            [assembly: UseActions(typeof(Acme.Databases.Generic<>), Prefix = "b")]
            """);

        Diagnostic diagnostic = Assert.Single(await project.AnalyzeAsync());

        Assert.Contains("assembly 'Acme.Db' is used twice; say everything in one attribute", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(1, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal(["a_backup", "a_backup_twice", "a_drop_all"], Load(project).Catalog.Names);
    }

    [Fact]
    public async Task A_name_of_two_packages_is_an_error_and_the_first_has_it()
    {
        Project project = Program("""
            [assembly: UseActions(typeof(Acme.Files.Archives))]
            [assembly: UseActions(typeof(Acme.Databases.Backups))]
            """);

        Diagnostic diagnostic = Assert.Single(await project.AnalyzeAsync());

        Assert.Contains("'backup' is an action of 'Acme.Db' and one of 'Acme.Files'; give one of them a prefix or exclude 'backup'", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        using RunningProgram program = Load(project);
        Assert.Equal(["backup", "backup_twice", "drop_all"], program.Catalog.Names);
        Assert.Equal("1", (await program.RunAsync("backup")).Result);
    }

    [Fact]
    public async Task A_name_of_two_referenced_projects_is_an_error_without_a_place()
    {
        Project project = Program("", projects: "Acme.Db|Acme.Files");

        Diagnostic diagnostic = Assert.Single(await project.AnalyzeAsync());

        Assert.Equal(("TPT033", Location.None), (diagnostic.Id, diagnostic.Location));
        Assert.Equal(["backup", "backup_twice", "drop_all"], Load(project).Catalog.Names);
    }

    [Fact]
    public async Task A_library_has_no_catalog_to_join()
    {
        Project library = Project.Of("[assembly: UseActions(typeof(Acme.Databases.Backups))]") with { References = [Database.Value.AsReference()] };

        Diagnostic diagnostic = Assert.Single(await library.AnalyzeAsync());

        Assert.Contains("this project is a library", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(library.Generate().FileNames);
    }

    [Theory]
    [InlineData("=> 0;", "=> 1;", new string[0])]
    [InlineData("Prefix = \"db\"", "Prefix = \"d\"", new[] { TrackingNames.Project, TrackingNames.Catalog })]
    public void Only_an_edit_of_the_attribute_reaches_the_catalog(string before, string after, string[] changed)
    {
        Project project = Program("[assembly: UseActions(typeof(Acme.Databases.Backups), Prefix = \"db\")]", "[Action] public static void Own() { }");
        Project edited = project.With("/project/Actions.cs", project.Files["/project/Actions.cs"].Replace(before, after, StringComparison.Ordinal));
        CSharpCompilation first = project.Compile();
        GeneratorDriver driver = (project with { TracksSteps = true }).Driver().RunGenerators(first, TestContext.Current.CancellationToken);

        driver = driver.RunGenerators(
            first.ReplaceSyntaxTree(first.SyntaxTrees.Single(static t => t.FilePath == "/project/Actions.cs"), edited.Parse("/project/Actions.cs")),
            TestContext.Current.CancellationToken);

        ImmutableDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> steps = driver.GetRunResult().Results[0].TrackedSteps;
        Assert.Equal(changed, new[] { TrackingNames.Project, TrackingNames.AcceptedActions, TrackingNames.ActionTypes, TrackingNames.Catalog, TrackingNames.EntryPoint }
            .Where(name => steps[name].SelectMany(static s => s.Outputs)
                .Any(static o => o.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged))));
    }

    [Fact]
    public async Task What_is_sound_is_not_reported() => Assert.Empty(await Program("""
        [assembly: UseActions(typeof(Acme.Databases.Backups), Prefix = "db", Exclude = new[] { "drop_all" })]
        [assembly: UseActions(typeof(Acme.Files.Archives), Prefix = null)]
        """, "[Action] public static void DropAll() { }").AnalyzeAsync());
}
