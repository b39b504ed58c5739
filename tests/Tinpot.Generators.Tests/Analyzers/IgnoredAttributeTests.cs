using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Analyzers;

/// <summary>TPT080 to TPT082: what an author wrote and nothing reads is told at the attribute; what is read is not.</summary>
public class IgnoredAttributeTests
{
    /// <summary>Stand-ins for ASP.NET Core, which libraries of actions need not reference.</summary>
    private const string Web = """
        namespace Microsoft.AspNetCore.Authorization
        {
            public interface IAuthorizeData { }
            public class AuthorizeAttribute : System.Attribute, IAuthorizeData { public string? Roles { get; set; } }
            public class AllowAnonymousAttribute : System.Attribute { }
        }
        namespace Microsoft.AspNetCore.Mvc.Filters
        {
            public interface IAuthorizationFilter { }
            public interface IAsyncAuthorizationFilter { }
        }
        namespace Microsoft.AspNetCore.Mvc
        {
            public class FromBodyAttribute : System.Attribute { }
            public class FromQueryAttribute : System.Attribute { }
            public class FromRouteAttribute : System.Attribute { }
            public class FromHeaderAttribute : System.Attribute { }
            public class FromFormAttribute : System.Attribute { }
            public class HttpGetAttribute(string? template = null) : System.Attribute { public string? Template => template; }
            public class HttpPostAttribute : System.Attribute { }
            public class ServiceFilterAttribute(Type type) : System.Attribute { public Type Type => type; }
            public class BindAttribute : System.Attribute { }
            public class RequireHttpsAttribute : System.Attribute, Filters.IAuthorizationFilter { }
            public class RouteAttribute(string template) : System.Attribute { public string Template => template; }
        }
        """;

    private const string Own = """
        namespace Newtonsoft.Json { public sealed class JsonPropertyAttribute(string name) : Attribute { public string Name => name; } }
        [AttributeUsage(AttributeTargets.All)] public sealed class EvenAttribute : ValidationAttribute { public override bool IsValid(object? value) => value is int n && n % 2 == 0; }
        [AttributeUsage(AttributeTargets.All)] public class StrictRangeAttribute(int from, int to) : RangeAttribute(from, to);
        [AttributeUsage(AttributeTargets.All)] public sealed class PlainAttribute : Attribute;
        public sealed class AdminAttribute : Attribute, Microsoft.AspNetCore.Authorization.IAuthorizeData;
        public sealed class OfficeHoursAttribute : Attribute, Microsoft.AspNetCore.Mvc.Filters.IAsyncAuthorizationFilter;
        [AttributeUsage(AttributeTargets.All)] public sealed class FromBodyAttribute : Attribute;
        """;

    [Theory]
    // Rules that are not known
    [InlineData("[Action] public static void M([{|TPT080:Even|}] int a) { }")]
    [InlineData("[Action] public static void M([{|TPT080:StrictRange(1, 2)|}] int a) { }")]
    [InlineData("[Action] public static void M([{|TPT080:EnumDataType(typeof(DayOfWeek))|}] string a, [Range(1, 2), {|TPT080:CustomValidation(typeof(string), \"X\")|}] int b) { }")]
    [InlineData("[Action] public static void M(R r) { } public sealed record R([{|TPT080:Even|}] int X, [property: {|TPT080:Even|}] int Y, [property: {|TPT080:Compare(\"X\")|}] int Z);")]
    [InlineData("[Action] public static void M(List<Dictionary<string, R?>> r) { } public sealed class R { [{|TPT080:Even|}] public int X { get; set; } public S? S { get; set; } } public struct S { [{|TPT080:Even|}] public int Y { get; set; } }")]
    [InlineData("[Action] public static void M(Secret<R> r) { } [Action] public static void N(R r) { } [{|TPT080:Even|}] public sealed class R { public R? Next { get; set; } }")]
    [InlineData("[Action] public static void M(D d) { } public class B { [{|TPT080:Even|}] public int X { get; set; } } public class D : B;")]
    [InlineData("[Action] public static void M(R r) { } public sealed class {|TPT080:R|} : IValidatableObject { public int X { get; set; } public IEnumerable<ValidationResult> Validate(ValidationContext c) => []; }")]
    // Where nothing is read
    [InlineData("[Action] public static void M([{|TPT081:Range(1, 2)|}] CancellationToken a, [{|TPT081:Required|}] ActionExecution b, [FromServices, {|TPT081:Description(\"x\")|}] IServiceProvider c) { }")]
    [InlineData("[Action] public static void M([{|TPT081:Display(Name = \"x\")|}] IProgress<double> a, [FromServices, {|TPT081:Even|}] Uri b) { }")]
    [InlineData("[Action] public static void M(R r) { } public sealed class R { [{|TPT081:Range(1, 2)|}] public int X; [{|TPT081:Even|}] private int _y = 1; public int Y => _y; [field: {|TPT081:Required|}] public string? Z { get; set; } }")]
    [InlineData("[Action] public static void M(R r) { } public sealed class R { [{|TPT081:Range(1, 2)|}] public int X { get; } [{|TPT081:Required|}] public int Y { get; private set; } [{|TPT081:Description(\"x\")|}] internal int Z { get; set; } public int W { get; set; } }")]
    [InlineData("[Action] public static void M(R r) { } public sealed class R { [System.Text.Json.Serialization.JsonIgnore, {|TPT081:Range(1, 2)|}] public int X { get; set; } }")]
    [InlineData("[Action] public static void M(R r) { } public sealed class R { [{|TPT081:System.Text.Json.Serialization.JsonInclude|}] internal int X { get; set; } [{|TPT081:System.Text.Json.Serialization.JsonInclude|}] public int Y; [{|TPT081:System.Text.Json.Serialization.JsonRequired|}] public int Z { get; private set; } public int W { get; set; } }")]
    [InlineData("[Action] public static void M(R r) { } public sealed class R { [{|TPT081:Newtonsoft.Json.JsonProperty(\"x\")|}] public int X { get; set; } }")]
    [InlineData("[Action] public static void M([RegularExpression(\"x\", {|TPT081:MatchTimeoutInMilliseconds = 5|})] string a) { }")]
    [InlineData("[Action] public static void M(D d) { } public record B([{|TPT080:Even|}] int X); public sealed record D(int X) : B(X);")]
    [InlineData("[Action] public static void M([{|TPT081:DefaultValue(7)|}] int a) { }")]
    [InlineData("[Action, {|TPT081:ServiceFilter(typeof(int))|}] public static void M([{|TPT081:Bind|}] int a, [{|TPT081:ReadOnly(true)|}, {|TPT081:Browsable(false)|}] int b) { }")]
    [InlineData("[Action] [return: {|TPT081:Description(\"x\")|}] public static int M(R r) => 1; public sealed class R { [{|TPT081:System.Runtime.Serialization.DataMember(Name = \"y\")|}] public int X { get; set; } [{|TPT081:System.Text.Json.Serialization.JsonPropertyOrder(1)|}] public int Y { get; set; } }")]
    [InlineData("[Action] public static void M() { } [{|TPT081:ActionGroup(\"Base\")|}] public abstract class B { } [ActionGroup(\"Own\")] public sealed class D : B { [Action] public static void N() { } }")]
    [InlineData("[Action, {|TPT082:RequireHttps|}] public static void M() { } [Action, {|TPT082:OfficeHours|}] public static void N() { }")]
    [InlineData("[Action] public static void M(Unit? a, List<Unit> b) { } public enum Unit { [{|TPT081:Display(Name = \"Metre\")|}] Metre, [{|TPT081:Description(\"x\")|}] Yard, [{|TPT081:System.Runtime.Serialization.EnumMember(Value = \"y\")|}, Obsolete, System.Text.Json.Serialization.JsonStringEnumMemberName(\"ft\")] Foot }")]
    [InlineData("[Action] public static void M(R r) { } public sealed record R(Dictionary<string, Unit> X); public enum Unit { [{|TPT081:Description(\"x\")|}] Metre }")]
    [InlineData("[Action] public static void M(R r) { } public sealed class R { [{|TPT081:DefaultValue(7)|}] public int X { get; set; } [{|TPT081:DisplayName(\"x\")|}] public int Y { get; set; } }")]
    [InlineData("[Action] public static void M([{|TPT081:Microsoft.AspNetCore.Mvc.FromBody|}] int a, [{|TPT081:FromQuery|}] int b, [{|TPT081:FromRoute|}] int c, [{|TPT081:FromHeader|}] int d, [{|TPT081:FromForm|}] int e) { }")]
    [InlineData("[Action, {|TPT081:HttpGet(\"/x\")|}, {|TPT081:HttpPost|}, {|TPT081:Route(\"x\")|}] public static void M() { }")]
    [InlineData("[Action, {|TPT081:AllowAnonymous|}, {|TPT081:Description(\"x\")|}, {|TPT081:DisplayName(\"x\")|}] public static void M() { }")]
    [InlineData("[Action] [return: {|TPT081:Even|}] public static int M() => 1;")]
    [InlineData("[Action] public static void M([{|TPT081:DataType(DataType.Password)|}] string a, [{|TPT081:DataType(DataType.Date)|}] DateTime b, [DataType(DataType.Url)] string c) { }")]
    [InlineData("[Action] public static void M([Range(1, 2, {|TPT081:ErrorMessage = \"x\"|})] int a, [Required({|TPT081:ErrorMessageResourceType = typeof(string)|}, {|TPT081:ErrorMessageResourceName = \"x\"|}, AllowEmptyStrings = true)] string b) { }")]
    [InlineData("[Action] public static void M(R r) { } public sealed record R([Display(Name = \"x\", {|TPT081:Prompt = \"y\"|}, Description = \"z\")] int X, [property: Display({|TPT081:Order = 1|})] int Y);")]
    [InlineData("[Action] public static void M(R r) { } [{|TPT081:MetadataType(typeof(Meta))|}] public sealed partial record R(int X); public sealed class Meta { [Range(1, 2)] public int X { get; set; } }")]
    [InlineData("[Action] public static void M([{|TPT081:PasswordPropertyText(true)|}] string a, R r) { } public sealed class R { [{|TPT081:PasswordPropertyText|}] public string X { get; set; } = \"\"; [{|TPT081:Editable(false)|}] public int Y { get; set; } }")]
    [InlineData("[Action] public static void M(R r) { } public sealed record R([property: {|TPT081:ReadOnly(true)|}] int X, [property: {|TPT081:Browsable(false)|}, {|TPT081:ScaffoldColumn(false)|}] int Y);")]
    [InlineData("[Action] public static void M(R r) { } public sealed class R { [{|TPT081:System.Text.Json.Serialization.JsonInclude|}] public int X; [{|TPT081:System.Text.Json.Serialization.JsonInclude|}] internal int Y { get; set; } [{|TPT081:System.Text.Json.Serialization.JsonInclude|}] public int Z { get; private set; } [System.Text.Json.Serialization.JsonInclude] public int A { get; set; } }")]
    [InlineData("[Action] public static void M(R r) { } [{|TPT081:System.Text.Json.Serialization.JsonUnmappedMemberHandling(System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip)|}] public sealed class R { [{|TPT081:System.Text.Json.Serialization.JsonObjectCreationHandling(System.Text.Json.Serialization.JsonObjectCreationHandling.Populate)|}] public List<int> X { get; set; } = [1]; }")]
    [InlineData("[Action] public static void M(R r) { } [{|TPT081:System.Text.Json.Serialization.JsonObjectCreationHandling(System.Text.Json.Serialization.JsonObjectCreationHandling.Populate)|}] public sealed record R(int X);")]
    // Authorization
    [InlineData("[Action, {|TPT082:Authorize(Roles = \"x\")|}] public static void M() { }")]
    [InlineData("[Action, {|TPT082:Admin|}] public static void M() { }")]
    [InlineData("[{|TPT082:Authorize|}] public static class In { [Action] public static void M() { } [Action] public static void N() { } }")]
    [InlineData("[{|TPT082:Admin|}] public class B; public class In : B { [Action] public void M() { } }")]
    [InlineData("[{|TPT082:Authorize|}] public class Out { public static class In { [Action] public static void M() { } } }")]
    // Read, or nobody's business here
    [InlineData("[Action] public static void M(R r) { } [System.Text.Json.Serialization.JsonUnmappedMemberHandling(System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow)] public sealed record R([property: System.Text.Json.Serialization.JsonRequired] int X = 1);")]
    [InlineData("[Action] public static void M([Required, StringLength(3), Plain] string a, [Description(\"x\")] int b, [Display(Name = \"x\")] int c, [FromBody] int d) { }")]
    [InlineData("public static void M([Even] int a) { } [Action] public static int N(int a) => a;")]
    [InlineData("[Authorize] public static class In { public static void M() { } }")]
    [InlineData("[Action] public static R M() => new(); public sealed class R { [Even] public int X { get; set; } [Range(1, 2)] public int Y { get; } }")]
    [InlineData("[Action] public static void M(R r) { } public sealed class R { [Required] public string X { get; init; } = \"a\"; [Plain] public int Y; public const int Z = 1; }")]
    public async Task What_has_no_effect_is_told(string member)
    {
        Markup markup = Markup.Parse($$"""
            using System.ComponentModel;
            using Microsoft.AspNetCore.Authorization;
            using Microsoft.AspNetCore.Mvc;
            public static class Sample
            {
                {{member}}
            }
            {{Own}}
            """);
        Project project = Project.Of(markup.Text).With("/project/Web.cs", Web);

        ImmutableArray<Diagnostic> diagnostics = await project.AnalyzeAsync();

        markup.Verify(diagnostics);
        // The action runs all the same
        Assert.NotEmpty(project.Generate().Emit());
    }

    [Theory]
    [InlineData("[Even] int a", "[Even] is not checked: Tinpot knows the attributes")]
    [InlineData("[DefaultValue(7)] int a", "[DefaultValue] has no effect here: give the parameter a default, as in 'int days = 7'")]
    [InlineData("[DataType(DataType.Password)] string a", "[DataType] has no effect here: it hides nothing; take a Secret<string>")]
    public async Task The_message_says_what_to_do(string parameter, string message)
    {
        Diagnostic diagnostic = Assert.Single(await Project.Of($"using System.ComponentModel;\npublic static class A {{ [Action] public static void M({parameter}) {{ }} }}\n{Own}").With("/project/Web.cs", Web).AnalyzeAsync());

        Assert.StartsWith(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_in_another_assembly_is_told_at_the_parameter()
    {
        MetadataReference library = (Project.Of(Own + "public sealed record R([property: Even] int X);").With("/project/Web.cs", Web) with { Name = "Library" }).Generate().AsReference();
        Markup markup = Markup.Parse("public static class A { [Action] public static void M(int a, R {|TPT080:r|}) { } }");

        markup.Verify(await (Project.Of(markup.Text) with { References = [library] }).AnalyzeAsync());
    }
}
