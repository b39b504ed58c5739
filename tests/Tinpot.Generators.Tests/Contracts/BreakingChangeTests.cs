using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Contracts;

/// <summary>TPT031: what breaks callers of an action or readers of its result, and what does not.</summary>
public class BreakingChangeTests
{
    private const string Types = """
        public enum Target { Staging, LiveEurope, LiveAsia }
        public enum Fewer { Staging, LiveEurope }
        [Flags] public enum Days { None = 0, Monday = 1, Tuesday = 2 }
        [Flags] public enum Day { None = 0, Monday = 1 }
        public sealed record Server(string Host, int Port = 80);
        public sealed record Host(string Name, Server[] Servers);
        public sealed record Node(int Size, Node[]? Children = null);
        public sealed record SmallNode(short Size, SmallNode[]? Children = null);
        public sealed record LargeNode(long Size, LargeNode[]? Children = null);
        public sealed record Moved(int Port, string Host);
        public sealed record Strict(string Host, int Port);
        public sealed record WithoutPort(string Host);
        public sealed record WithZone(string Host, int Port = 80, string? Zone = null);
        public sealed record InZone(string Host, string Zone, int Port = 80);
        public sealed record Wide(string Host, long Port = 80);
        [System.Text.Json.Serialization.JsonPolymorphic] public class Shape;
        [System.Text.Json.Serialization.JsonPolymorphic] public class Form;
        [System.Text.Json.Serialization.JsonSerializable(typeof(Shape))]
        [System.Text.Json.Serialization.JsonSerializable(typeof(Form))]
        public partial class Json : System.Text.Json.Serialization.JsonSerializerContext
        {
            public Json() : base(null) { }
            public static Json Default { get; } = new();
            protected override System.Text.Json.JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null;
            public System.Text.Json.Serialization.Metadata.JsonTypeInfo<Shape> Shape => null!;
            public System.Text.Json.Serialization.Metadata.JsonTypeInfo<Form> Form => null!;
        }
        public sealed record HostOfStrict(string Name, Strict[] Servers);

        """;

    [Theory]
    // What must be given
    [InlineData("void Run(int days = 7)", "void Run(int {|TPT031:days|})", "parameter 'days' must be given now")]
    [InlineData("void Run()", "void Run(int {|TPT031:days|})", "parameter 'days' is new and must be given")]
    [InlineData("void Run(int days)", "void {|TPT031:Run|}()", "parameter 'days' was removed or renamed")]
    [InlineData("void Run(int days = 7)", "void {|TPT031:Run|}(int age = 7)", "parameter 'days' was removed or renamed")]
    [InlineData("void Run(int? days)", "void Run(int {|TPT031:days|} = 7)", "parameter 'days' cannot be null any more")]
    [InlineData("void Run(string? path = null)", "void Run(string {|TPT031:path|} = \"\")", "parameter 'path' cannot be null any more")]
    // Types
    [InlineData("void Run(int days)", "void Run(string {|TPT031:days|})", "parameter 'days' was int32 and is string")]
    [InlineData("void Run(string[] days)", "void Run(string {|TPT031:days|})", "parameter 'days' was array and is string")]
    [InlineData("void Run(long days)", "void Run(int {|TPT031:days|})", "parameter 'days' was int64 and is int32")]
    [InlineData("void Run(int days)", "void Run(uint {|TPT031:days|})", "parameter 'days' was int32 and is uint32")]
    [InlineData("void Run(double days)", "void Run(long {|TPT031:days|})", "parameter 'days' was double and is int64")]
    [InlineData("void Run(double days)", "void Run(float {|TPT031:days|})", "parameter 'days' was double and is float")]
    [InlineData("void Run(double days)", "void Run(decimal {|TPT031:days|})", "parameter 'days' was double and is decimal")]
    [InlineData("void Run(string id)", "void Run(Guid {|TPT031:id|})", "parameter 'id' was string and is uuid")]
    [InlineData("void Run(DateTime at)", "void Run(DateTimeOffset {|TPT031:at|})", "parameter 'at' was local-date-time and is date-time")]
    [InlineData("void Run(System.Text.Json.JsonElement any)", "void Run(bool {|TPT031:any|})", "parameter 'any' was any value and is boolean")]
    [InlineData("void Run(Server server)", "void Run(Dictionary<string, string> {|TPT031:server|})", "parameter 'server' was record and is dictionary")]
    [InlineData("void Run(List<long> all)", "void Run(List<int> {|TPT031:all|})", "parameter 'all[]' was int64 and is int32")]
    [InlineData("void Run(List<int> all)", "void Run(HashSet<int> {|TPT031:all|})", "parameter 'all' cannot hold an item twice any more")]
    [InlineData("void Run(Dictionary<string, int> all)", "void Run(Dictionary<string, bool> {|TPT031:all|})", "parameter 'all[*]' was int32 and is boolean")]
    [InlineData("void Run(string?[] all)", "void Run(string[] {|TPT031:all|})", "parameter 'all[]' cannot be null any more")]
    [InlineData("void Run(string at)", "void Run(System.Net.IPAddress {|TPT031:at|})", "parameter 'at' was string and is System.Net.IPAddress")]
    [InlineData("void Run(System.Net.IPNetwork at)", "void Run(System.Net.IPAddress {|TPT031:at|})", "parameter 'at' was System.Net.IPNetwork and is System.Net.IPAddress")]
    [InlineData("void Run(Shape shape)", "void Run(Form {|TPT031:shape|})", "parameter 'shape' was Shape and is Form")]
    [InlineData("Shape Run()", "Shape? {|TPT031:Run|}()", "the result can be null now")]
    [InlineData("void Run(double days)", "void Run(Half {|TPT031:days|})", "parameter 'days' was double and is half")]
    // Choices
    [InlineData("void Run(Target target)", "void Run(Fewer {|TPT031:target|})", "parameter 'target' cannot be \"live_asia\" any more")]
    [InlineData("void Run(Days days)", "void Run(Day {|TPT031:days|})", "parameter 'days[]' cannot be \"tuesday\" any more")]
    [InlineData("void Run(string target)", "void Run(Fewer {|TPT031:target|})", "parameter 'target' must be one of \"live_europe\", \"staging\" now")]
    [InlineData("void Run([AllowedValues(1, 2, 3)] int n)", "void Run([AllowedValues(1, 3)] int {|TPT031:n|})", "parameter 'n' cannot be 2 any more")]
    // Constraints
    [InlineData("void Run([Range(1, 365)] int days)", "void Run([Range(1, 30)] int {|TPT031:days|})", "parameter 'days' must be at most 30 now")]
    [InlineData("void Run([Range(1, 365)] int days)", "void Run([Range(2, 365)] int {|TPT031:days|})", "parameter 'days' must be at least 2 now")]
    [InlineData("void Run(int days)", "void Run([Range(0, int.MaxValue)] int {|TPT031:days|})", "parameter 'days' must be at least 0 now")]
    [InlineData("void Run([Range(0.0, 1.0)] double share)", "void Run([Range(0.0, 1.0, MaximumIsExclusive = true)] double {|TPT031:share|})", "parameter 'share' must be less than 1 now")]
    [InlineData("void Run([StringLength(20)] string name)", "void Run([StringLength(10)] string {|TPT031:name|})", "parameter 'name' must have at most 10 characters now")]
    [InlineData("void Run(string name)", "void Run([MinLength(1)] string {|TPT031:name|})", "parameter 'name' must have at least 1 characters now")]
    [InlineData("void Run(int[] all)", "void Run([MaxLength(3)] int[] {|TPT031:all|})", "parameter 'all' must have at most 3 items now")]
    [InlineData("void Run(byte[] data)", "void Run([MaxLength(3)] byte[] {|TPT031:data|})", "parameter 'data' must have at most 3 bytes now")]
    [InlineData("void Run(string name)", "void Run([RegularExpression(\"[a-z]+\")] string {|TPT031:name|})", "parameter 'name' must match [a-z]+ now")]
    [InlineData("void Run([RegularExpression(\"[a-z]+\")] string name)", "void Run([RegularExpression(\"[a-z]*\")] string {|TPT031:name|})", "parameter 'name' must match [a-z]* now")]
    [InlineData("void Run(string mail)", "void Run([EmailAddress] string {|TPT031:mail|})", "parameter 'mail' was string and is email")]
    [InlineData("void Run(string name)", "void Run([Required] string {|TPT031:name|})", "parameter 'name' must not be blank now")]
    [InlineData("void Run(string name)", "void Run([DeniedValues(\"root\", \"me\")] string {|TPT031:name|})", "parameter 'name' cannot be \"me\", \"root\" any more")]
    [InlineData("void Run([AllowedValues(1, 2)] int n)", "void Run([DeniedValues(2, 3)] int {|TPT031:n|})", "parameter 'n' cannot be 2 any more")]
    [InlineData("void Run(Target target)", "void Run([DeniedValues(Target.LiveAsia)] Target {|TPT031:target|})", "parameter 'target' cannot be \"live_asia\" any more")]
    [InlineData("void Run(string file)", "void Run([FileExtensions] string {|TPT031:file|})", "parameter 'file' must end with .gif, .jpeg, .jpg, .png now")]
    [InlineData("void Run([FileExtensions(Extensions = \"a,b\")] string file)", "void Run([FileExtensions(Extensions = \"a\")] string {|TPT031:file|})", "parameter 'file' must end with .a now")]
    [InlineData("void Run(string phone)", "void Run([Phone] string {|TPT031:phone|})", "parameter 'phone' was string and is phone")]
    // Records
    [InlineData("void Run(Server server)", "void Run(WithoutPort {|TPT031:server|})", "parameter 'server.port' was removed or renamed")]
    [InlineData("void Run(Server server)", "void Run(InZone {|TPT031:server|})", "parameter 'server.zone' is new and must be given")]
    [InlineData("void Run(Host host)", "void Run(HostOfStrict {|TPT031:host|})", "parameter 'host.servers[].port' must be given now")]
    [InlineData("void Run(Node root)", "void Run(SmallNode {|TPT031:root|})", "parameter 'root.size' was int32 and is int16")]
    // Results
    [InlineData("int Run()", "void {|TPT031:Run|}()", "there is no result any more")]
    [InlineData("int Run()", "long {|TPT031:Run|}()", "the result was int32 and is int64")]
    [InlineData("int Run()", "int? {|TPT031:Run|}()", "the result can be null now")]
    [InlineData("string Run()", "int {|TPT031:Run|}()", "the result was string and is int32")]
    [InlineData("Task<Server> RunAsync()", "Task<WithoutPort> {|TPT031:RunAsync|}()", "'port' of the result was removed or renamed")]
    [InlineData("Server[] Run()", "Wide[] {|TPT031:Run|}()", "'[].port' of the result was int32 and is int64")]
    [InlineData("Fewer Run()", "Target {|TPT031:Run|}()", "the result can be \"live_asia\" now")]
    [InlineData("Fewer Run()", "string {|TPT031:Run|}()", "the result can be more than \"live_europe\", \"staging\" now")]
    [InlineData("string Run()", "Secret<string> {|TPT031:Run|}()", "the result is a secret now, which is shown as ***")]
    [InlineData("Guid Run()", "string {|TPT031:Run|}()", "the result was uuid and is string")]
    [InlineData("HashSet<int> Run()", "List<int> {|TPT031:Run|}()", "the result can hold an item twice now")]
    [InlineData("Node Run()", "LargeNode {|TPT031:Run|}()", "'size' of the result was int32 and is int64")]
    [InlineData("IAsyncEnumerable<int> Run()", "IAsyncEnumerable<string> {|TPT031:Run|}()", "each item was int32 and is string")]
    [InlineData("IAsyncEnumerable<Server> Run()", "IAsyncEnumerable<WithoutPort> {|TPT031:Run|}()", "'port' of each item was removed or renamed")]
    public async Task A_break_is_told_at_the_parameter_or_the_method(string before, string after, string message)
    {
        Markup source = Markup.Parse(Source(after));
        Project project = Project.Of(source.Text) with { AdditionalFiles = [ManifestText.Of(Project.Of(Source(before)))] };

        ImmutableArray<Diagnostic> diagnostics = await AnalyzeAsync(project);

        source.Verify(diagnostics);
        Assert.Equal(
            $"Action 'run' breaks its contract in tinpot.manifest.json: {message}; 'dotnet run -- manifest --write' accepts the change",
            Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("void Run(int days)", "void Run(int days)")]
    // More may be left out, more is taken
    [InlineData("void Run(int days)", "void Run(int days = 7)")]
    [InlineData("void Run(int days)", "void Run(int? days)")]
    [InlineData("void Run(int days)", "void Run(int days, string? path = null)")]
    [InlineData("void Run(int days)", "void Run(int days, int more = 1, CancellationToken cancel = default)")]
    [InlineData("void Run(int days = 7)", "void Run(int days = 8)")]
    [InlineData("void Run(int days, string path)", "void Run(string path, int days)")]
    [InlineData("void Run(int days)", "void Run(long days)")]
    [InlineData("void Run(int days)", "void Run(double days)")]
    [InlineData("void Run(ushort days)", "void Run(int days)")]
    [InlineData("void Run(float days)", "void Run(double days)")]
    [InlineData("void Run([Range(0, 100)] long days)", "void Run(byte days)")]
    [InlineData("void Run(Guid id)", "void Run(string id)")]
    [InlineData("void Run(DateTimeOffset at)", "void Run(DateTime at)")]
    [InlineData("void Run([Url] string at)", "void Run(string at)")]
    [InlineData("void Run(char c)", "void Run([StringLength(5, MinimumLength = 1)] string c)")]
    [InlineData("void Run(int days)", "void Run(System.Text.Json.JsonElement days)")]
    [InlineData("void Run(System.Net.IPAddress at)", "void Run(string at)")]
    [InlineData("void Run(Shape shape)", "void Run(Shape? shape)")]
    [InlineData("void Run(Shape? shape)", "void Run(Shape? shape)")]
    [InlineData("void Run(Half days)", "void Run(float days)")]
    [InlineData("void Run(HashSet<int> all)", "void Run(List<long> all)")]
    [InlineData("void Run(Fewer target)", "void Run(Target target)")]
    [InlineData("void Run(Fewer target)", "void Run(string target)")]
    [InlineData("void Run(Fewer? target)", "void Run(Target? target)")]
    [InlineData("void Run([Range(1, 30)] int days)", "void Run([Range(0, 365)] int days)")]
    [InlineData("void Run([Range(1, 30)] int days)", "void Run(int days)")]
    [InlineData("void Run(int days)", "void Run([Range(int.MinValue, int.MaxValue)] long days)")]
    [InlineData("void Run([Range(0.0, 1.0, MaximumIsExclusive = true)] double share)", "void Run([Range(0.0, 1.0)] double share)")]
    [InlineData("void Run([StringLength(10, MinimumLength = 2)] string name)", "void Run([StringLength(20, MinimumLength = 1)] string name)")]
    [InlineData("void Run([RegularExpression(\"[a-z]+\")] string name)", "void Run(string name)")]
    [InlineData("void Run(string key)", "void Run(Secret<string> key)")]
    [InlineData("void Run([Required] string name)", "void Run(string name)")]
    [InlineData("void Run([DeniedValues(\"a\", \"b\")] string name)", "void Run([DeniedValues(\"b\")] string name)")]
    [InlineData("void Run([AllowedValues(\"a\")] string name)", "void Run([DeniedValues(\"b\")] string name)")]
    [InlineData("void Run([FileExtensions(Extensions = \"a\")] string file)", "void Run([FileExtensions(Extensions = \"b, A\")] string file)")]
    [InlineData("void Run([CreditCard] string card)", "void Run(string card)")]
    // What records are called and how they are ordered is nobody's business
    [InlineData("void Run(Strict server)", "void Run(Moved server)")]
    [InlineData("void Run(Strict server)", "void Run(Server server)")]
    [InlineData("void Run(Server server)", "void Run(WithZone server)")]
    [InlineData("void Run(Server server)", "void Run(Server? server)")]
    [InlineData("void Run(Node root)", "void Run(LargeNode root)")]
    // Results may have more, of less
    [InlineData("void Run()", "int Run()")]
    [InlineData("long Run()", "int Run()")]
    [InlineData("int? Run()", "int Run()")]
    [InlineData("Target Run()", "Fewer Run()")]
    [InlineData("string Run()", "Fewer Run()")]
    [InlineData("string Run()", "Guid Run()")]
    [InlineData("List<int> Run()", "HashSet<int> Run()")]
    [InlineData("WithoutPort Run()", "Server Run()")]
    [InlineData("Server Run()", "Moved Run()")]
    [InlineData("Node Run()", "SmallNode Run()")]
    [InlineData("int Run()", "Task<int> RunAsync()")]
    [InlineData("IAsyncEnumerable<WithoutPort> Run()", "IAsyncEnumerable<Server> Run()")]
    public async Task Widening_and_additions_are_silent(string before, string after)
    {
        Project project = Project.Of(Source(after)) with { AdditionalFiles = [ManifestText.Of(Project.Of(Source(before)))] };

        Assert.Empty(await AnalyzeAsync(project));
    }

    [Fact]
    public async Task All_changes_are_told_at_once()
    {
        Project before = Project.Of(Types + """
            public static class A
            {
                [Action] public static Server Run(int days, [Range(1, 9)] int level, string? path = null) => new("");
                [Action] public static void Other(int n) { }
                [Action] public static void Gone() { }
            }
            """);
        Markup after = Markup.Parse(Types + """
            public static class A
            {
                [Action] public static WithoutPort {|TPT031:{|TPT031:Run|}|}([Range(2, 8)] short {|TPT031:{|TPT031:level|}|}, string {|TPT031:{|TPT031:path|}|}) => new("");
                [Action] public static void Other(int n, int {|TPT031:more|}) { }
            }
            """.Replace("short", "int", StringComparison.Ordinal));
        ManifestText manifest = ManifestText.Of(before);

        ImmutableArray<Diagnostic> diagnostics = await AnalyzeAsync(Project.Of(after.Text) with { AdditionalFiles = [manifest] });

        after.Verify(diagnostics.Where(static d => d.Location.IsInSource));
        Diagnostic gone = Assert.Single(diagnostics, static d => !d.Location.IsInSource);
        Assert.Contains("'gone'", gone.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_that_no_longer_streams_breaks_who_reads_items_and_who_reads_their_number()
    {
        Markup after = Markup.Parse(Source("List<int> {|TPT031:{|TPT031:Run|}|}()"));

        after.Verify(await AnalyzeAsync(Project.Of(after.Text) with { AdditionalFiles = [ManifestText.Of(Project.Of(Source("IAsyncEnumerable<int> Run()")))] }));
    }

    [Fact]
    public async Task A_break_can_be_suppressed_where_it_is()
    {
        Project project = Project.Of("""
            public static class A
            {
                #pragma warning disable TPT031
                [Action] public static void Run(int days) { }
                #pragma warning restore TPT031
            }
            """) with { AdditionalFiles = [ManifestText.Of(Project.Of("public static class A { [Action] public static void Run() { } }"))] };

        Assert.All(await AnalyzeAsync(project), static d => Assert.True(d.IsSuppressed));
    }

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Project project) =>
        [.. (await project.AnalyzeAsync()).Where(static d => d.Id.StartsWith("TPT03", StringComparison.Ordinal))];

    private static string Source(string signature) =>
        $"{Types}public static class A {{ [Action] public static {signature} => throw new NotSupportedException(); }}";
}
