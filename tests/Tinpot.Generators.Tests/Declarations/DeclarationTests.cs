using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Declarations;

/// <summary>What cannot be emitted is one clear error at its place, and is left out: the rest compiles and runs.</summary>
public class DeclarationTests
{
    [Theory]
    // Types
    [InlineData("TPT001", "public static class A { [Action] public static void Run(object [|a|]) { } }", "parameter 'a' of type 'object' cannot be read: use JsonElement")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(nint [|a|]) { } }", "an integer of a fixed size")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(Int128 [|a|]) { } }", "use long, decimal or string")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run((int, int) [|a|]) { } }", "use a record")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(System.IO.Stream [|a|]) { } }", "use byte[] for small content, or a path")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(System.IO.FileInfo [|a|]) { } }", "use a string for its path")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(System.Security.Claims.ClaimsPrincipal [|a|]) { } }", "take an ActionExecution, whose RequestedBy is the user")]
    [InlineData("TPT001", "namespace Microsoft.AspNetCore.Http { public interface IResult; public sealed record Ok<T>(T Value) : IResult; } public static class A { [Action] public static Microsoft.AspNetCore.Http.Ok<int>? [|Run|]() => null; }", "return the value itself")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(System.IO.StreamReader? [|a|]) { } }", "use string")]
    [InlineData("TPT001", "namespace Microsoft.AspNetCore.Http { public interface IFormFile { string Name { get; } } } public static class A { [Action] public static void Run(Microsoft.AspNetCore.Http.IFormFile [|a|]) { } }", "use byte[] for small content, or a path")]
    [InlineData("TPT001", "namespace Microsoft.AspNetCore.Http { public interface IFormFile { string Name { get; } } } public sealed record B(List<Microsoft.AspNetCore.Http.IFormFile> Files); public static class A { [Action] public static void Run(B [|a|]) { } }", "Files: use byte[] for small content")]
    [InlineData("TPT001", "namespace Microsoft.AspNetCore.Http { public abstract class HttpRequest { public int X { get; set; } } } public static class A { [Action] public static void Run(Microsoft.AspNetCore.Http.HttpRequest [|a|]) { } }", "an action has no HTTP request")]
    [InlineData("TPT001", "namespace Microsoft.AspNetCore.Mvc { public interface IActionResult { int X { get; } } } public static class A { [Action] public static Task<Microsoft.AspNetCore.Mvc.IActionResult> [|Run|]() => null!; }", "return the value itself")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(int[,] [|a|]) { } }", "use an array of arrays")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(Dictionary<int, int> [|a|]) { } }", "the keys of a dictionary must be strings")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(Func<int> [|a|]) { } }", "a delegate is code")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(nuint? [|a|]) { } }", "an integer of a fixed size")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(UInt128[] [|a|]) { } }", "use long, decimal or string")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(System.Numerics.BigInteger [|a|]) { } }", "use long, decimal or string")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(System.Numerics.Complex [|a|]) { } }", "use long, decimal or string")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(dynamic [|a|]) { } }", "use JsonElement")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(System.Text.Json.Nodes.JsonObject [|a|]) { } }", "use JsonElement")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(ReadOnlyMemory<byte> [|a|]) { } }", "use an array")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(Task<int> [|a|]) { } }", "use the value itself")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(Dictionary<string, object> [|a|]) { } }", "use JsonElement")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(Secret<Action> [|a|]) { } }", "a delegate is code")]
    [InlineData("TPT001", "public static class A { private sealed record B(int X); [Action] internal static void Run(string b, C [|a|]) { } internal sealed class C { public List<System.IO.FileStream> Files { get; set; } = []; } }", "Files: use byte[]")]
    [InlineData("TPT001", "public sealed record Node(int X, Node Next); public static class A { [Action] public static void Run(Node [|a|]) { } }", "Node.Next needs another Node forever; make it nullable, or a list")]
    [InlineData("TPT001", "public sealed record Pen(Secret<Ink> Ink); public sealed class Ink { public required Pen Pen { get; set; } } public static class A { [Action] public static void Run(Pen [|a|]) { } }", "Pen.Ink needs another Ink forever")]
    [InlineData("TPT001", "public sealed record B(int X) { public object? Y { get; set; } } public static class A { [Action] public static void Run(B [|a|]) { } }", "Y: use JsonElement")]
    [InlineData("TPT030", "public class B { public B(int x) { } public B(string x) { } } public static class A { [Action] public static void Run(B [|a|]) { } }", "no single accessible constructor")]
    [InlineData("TPT030", "public class B(int x) { public int Y => x; } public static class A { [Action] public static void Run(B [|a|]) { } }", "no public property for its constructor's parameter x")]
    [InlineData("TPT008", "public record B([property: Range(1, 2)] string X); public static class A { [Action] public static void Run(B [|a|]) { } }", "[Range] does not fit 'B.X' of type 'string'")]
    [InlineData("TPT001", "public static class A { [Action] public static object [|Run|]() => 1; }", "the result of type 'object' cannot be written")]
    [InlineData("TPT001", "public static class A { [Action] public static Task<Type> [|Run|]() => null!; }", "the result of type 'Type'")]
    [InlineData("TPT001", "public static class A { [Action] public static Task<IAsyncEnumerable<int>> [|Run|]() => null!; }", "the result of type 'Task<IAsyncEnumerable<int>>' cannot be streamed: return the IAsyncEnumerable<T> itself; its iterator may await")]
    [InlineData("TPT001", "public static class A { [Action] public static ValueTask<IAsyncEnumerable<int>> [|Run|]() => default; }", "return the IAsyncEnumerable<T> itself")]
    [InlineData("TPT001", "public abstract class S : IAsyncEnumerable<int> { public abstract IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken c); } public static class A { [Action] public static S [|Run|]() => null!; }", "declare it as IAsyncEnumerable<T>")]
    [InlineData("TPT001", "public static class A { [Action] public static List<IAsyncEnumerable<int>> [|Run|]() => null!; }", "only a whole result can be streamed")]
    [InlineData("TPT001", "public static class A { [Action] public static IAsyncEnumerable<IAsyncEnumerable<int>> [|Run|]() => null!; }", "only a whole result can be streamed")]
    [InlineData("TPT001", "public static class A { [Action] public static IAsyncEnumerable<object> [|Run|]() => null!; }", "use JsonElement")]
    [InlineData("TPT001", "public static class A { [Action] public static void Run(IAsyncEnumerable<int> [|a|]) { } }", "only a whole result can be streamed")]
    // Reach
    [InlineData("TPT002", "public static class A { [Action] private static void [|Run|]() { } }", "make it and every type around it internal or wider")]
    [InlineData("TPT002", "public class A { private class B { [Action] public static void [|Run|]() { } } }", "'Run' cannot be called")]
    [InlineData("TPT002", "file static class A { [Action] public static void [|Run|]() { } }", "not file-local")]
    // Generic
    [InlineData("TPT003", "public static class A { [Action] public static void [|Run|]<T>() { } }", "declare a method that is not generic")]
    [InlineData("TPT003", "public static class A<T> { [Action] public static void [|Run|]() { } }", "declare a method that is not generic")]
    [InlineData("TPT003", "public static class A<T> { public static class B { [Action] public static void [|Run|]() { } } }", "declare a method that is not generic")]
    // By reference
    [InlineData("TPT004", "public static class A { [Action] public static void Run(ref int [|a|]) { } }", "parameter 'a' is passed by reference")]
    [InlineData("TPT004", "public static class A { [Action] public static void Run(in int [|a|]) { } }", "by reference")]
    [InlineData("TPT004", "public static class A { [Action] public static void Run(out int [|a|]) => a = 1; }", "by reference")]
    [InlineData("TPT004", "public static class A { [Action] public static void Run(params ReadOnlySpan<int> [|a|]) { } }", "by reference")]
    [InlineData("TPT004", "public static class A { private static int X; [Action] public static ref int [|Run|]() => ref X; }", "the result is passed by reference")]
    // Names
    [InlineData("TPT005", "public static class A { [Action] public static void Run() { } [Action] public static void [|Run|](int a) { } }", "as 'A.Run' has")]
    [InlineData("TPT005", "public static class A { [Action] public static void Run() { } } public static class B { [Action(\"run\")] public static void [|Other|]() { } }", "'Other' has the name 'run', as 'A.Run' has")]
    [InlineData("TPT005", "public static class A { [Action] public static void Run(int fooBar, int [|foo_bar|]) { } }", "'foo_bar' has the name 'foo_bar', as 'fooBar' has")]
    [InlineData("TPT006", "public static class A { [Action(\"Run me\")] public static void [|Run|]() { } }", "'Run me' is not a valid action name: it must match [a-z][a-z0-9_]{0,63}")]
    [InlineData("TPT006", "public static class A { [Action] public static void [|Größe|]() { } }", "'größe' is not a valid action name")]
    [InlineData("TPT006", "public static class A { [Action] public static void [|_run|]() { } }", "'_run'")]
    [InlineData("TPT043", "public static class A { [Action(Timeout = \"10\")] public static void [|Run|]() { } }", "Action 'run': Timeout is \"10\"; it must be a duration of whole seconds from 1s to 30d, such as 30s")]
    [InlineData("TPT043", "public static class A { [Action(Timeout = \"\")] public static void [|Run|]() { } }", "Timeout is \"\"; it must")]
    [InlineData("TPT043", "public static class A { [Action(Timeout = \"0s\")] public static void [|Run|]() { } }", "Timeout is \"0s\"")]
    [InlineData("TPT043", "public static class A { [Action(Timeout = \"31d\")] public static void [|Run|]() { } }", "Timeout is \"31d\"")]
    [InlineData("TPT043", "public static class A { [Action(Timeout = \"1500ms\")] public static void [|Run|]() { } }", "Timeout is \"1500ms\"")]
    [InlineData("TPT043", "public static class A { [Action(Timeout = \"5m1h\")] public static void [|Run|]() { } }", "Timeout is \"5m1h\"")]
    [InlineData("TPT043", "public static class A { [Action(Timeout = \"00:00:30\")] public static void [|Run|]() { } }", "Timeout is \"00:00:30\"")]
    [InlineData("TPT043", "public static class A { [Action(Timeout = \" 5m\")] public static void [|Run|]() { } }", "Timeout is")]
    [InlineData("TPT043", "public static class A { [Action(Timeout = \"5M\")] public static void [|Run|]() { } }", "Timeout is")]
    [InlineData("TPT043", "public static class A { [Action(Timeout = \"99999999999999999999d\")] public static void [|Run|]() { } }", "Timeout is")]
    [InlineData("TPT043", "public static class A { [Action(Retries = -1)] public static void [|Run|]() { } }", "Action 'run': Retries is -1; it must be from 0 to 100")]
    [InlineData("TPT043", "public static class A { [Action(Isolation = (Isolation)2)] public static void [|Run|]() { } }", "must be Isolation.Process or Isolation.InProcess")]
    [InlineData("TPT043", "public static class A { [Action, MaxConcurrent(0)] public static void [|Run|]() { } }", "Action 'run': [MaxConcurrent] is 0; it must be from 1 to 10000")]
    [InlineData("TPT043", "public static class A { [Action, MaxConcurrent(10001)] public static void [|Run|]() { } }", "must be from 1 to 10000")]
    [InlineData("TPT043", "public static class A { [Action, MaxConcurrent(1, WhenFull = (WhenFull)2)] public static void [|Run|]() { } }", "WhenFull is 2; it must be WhenFull.Queue or WhenFull.Reject")]
    [InlineData("TPT044", "public static class A { [Action, MaxConcurrent(1, Key = \"host\")] public static void [|Run|](string Host) { } }", "Action 'run': 'host' cannot be the key of [MaxConcurrent]: the action has no parameter of that name; say it with nameof")]
    [InlineData("TPT044", "public static class A { [Action, MaxConcurrent(1, Key = \"\")] public static void [|Run|]() { } }", "no parameter of that name")]
    [InlineData("TPT044", "public static class A { [Action, MaxConcurrent(1, Key = nameof(token))] public static void [|Run|](CancellationToken token) { } }", "its value comes from the host")]
    [InlineData("TPT044", "public static class A { [Action, MaxConcurrent(1, Key = nameof(key))] public static void [|Run|](Secret<string> key) { } }", "it is secret, and limits are stored in the open")]
    [InlineData("TPT044", "public static class A { [Action, MaxConcurrent(1, Key = nameof(hosts))] public static void [|Run|](string[] hosts) { } }", "equal values of 'string[]' can be written differently; take text, a char, a whole number, a bool, an enum or a Guid")]
    [InlineData("TPT044", "public static class A { [Action, MaxConcurrent(1, Key = nameof(at))] public static void [|Run|](DateTimeOffset? at) { } }", "equal values of 'DateTimeOffset?'")]
    [InlineData("TPT044", "public static class A { [Action, MaxConcurrent(1, Key = nameof(x))] public static void [|Run|](double x) { } }", "equal values of 'double'")]
    [InlineData("TPT044", "public static class A { [Action, MaxConcurrent(1, Key = nameof(a))] public static void [|Run|](System.Net.IPAddress a) { } }", "equal values of 'IPAddress'")]
    [InlineData("TPT044", "public sealed record R(int X); public static class A { [Action, MaxConcurrent(1, Key = nameof(r))] public static void [|Run|](R r) { } }", "equal values of 'R'")]
    [InlineData("TPT044", "[Flags] public enum P { A = 1, B = 2 } public static class A { [Action, MaxConcurrent(1, Key = nameof(p))] public static void [|Run|](P p) { } }", "equal values of 'P'")]
    [InlineData("TPT046", "public static class A { [Action(Queue = \"a,b\")] public static void [|Run|]() { } }", "Action 'run': the queue 'a,b' contains a comma, which separates the names")]
    [InlineData("TPT046", "public static class A { [Action(Queue = \" a\")] public static void [|Run|]() { } }", "the queue ' a' begins or ends with a blank")]
    [InlineData("TPT046", "public static class A { [Action(Queue = \"a\\u00a0\")] public static void [|Run|]() { } }", "begins or ends with a blank")]
    [InlineData("TPT046", "public static class A { [Action(Queue = \"\")] public static void [|Run|]() { } }", "the queue '' is empty; omit it for the default")]
    [InlineData("TPT046", "public static class A { [Action(Queue = \"*\")] public static void [|Run|]() { } }", "the queue '*' stands for all names")]
    [InlineData("TPT046", "public static class A { [Action(Queue = \"a\\nb\")] public static void [|Run|]() { } }", "the queue 'a\\u000ab' contains a control character")]
    [InlineData("TPT046", "public static class A { [Action(Queue = \"a\\ud800\")] public static void [|Run|]() { } }", "half of a surrogate pair")]
    [InlineData("TPT046", "public static class A { [Action(Group = \"Dev, Ops\")] public static void [|Run|]() { } }", "Action 'run': the group 'Dev, Ops' contains a comma")]
    [InlineData("TPT046", "public static class A { [Action(Group = \"\")] public static void [|Run|]() { } }", "the group '' is empty")]
    [InlineData("TPT046", "[ActionGroup(\"*\")] public static class A { [Action] public static void [|Run|]() { } }", "the group '*' stands for all names")]
    [InlineData("TPT046", "[ActionGroup(\"Ops\", Queue = \"a,b\")] public static class A { [Action] public static void [|Run|]() { } }", "the queue 'a,b' contains a comma")]
    [InlineData("TPT045", "public static class A { [MaxConcurrent(1)] public static void [|Run|]() { } }", "'Run' has [MaxConcurrent] but not [Action], so nothing is limited: add [Action]")]
    [InlineData("TPT045", "public static class A { public static void M() { [MaxConcurrent(1)] static void [|Run|]() { } Run(); } }", "'Run' has [MaxConcurrent]")]
    [InlineData("TPT042", "public static class A { [Action(Aliases = [\"Old\"])] public static void [|Run|]() { } }", "Action 'run': alias 'Old' must match [a-z][a-z0-9_]{0,63}")]
    [InlineData("TPT042", "public static class A { [Action(Aliases = [null!])] public static void [|Run|]() { } }", "alias '' must match")]
    [InlineData("TPT042", "public static class A { [Action(Aliases = [\"run\"])] public static void [|Run|]() { } }", "alias 'run' is taken by 'A.Run'")]
    [InlineData("TPT042", "public static class A { [Action(Aliases = [\"b\", \"b\"])] public static void [|Run|]() { } }", "alias 'b' is taken by 'A.Run'")]
    [InlineData("TPT042", "public static class A { [Action(Aliases = [\"healthy\"])] public static void [|Run|]() { } }", "alias 'healthy' is taken by 'Sound.Healthy': leave it out, or rename one")]
    [InlineData("TPT042", "public static class A { [Action(Aliases = [\"x\"])] public static void [|Zoo|]() { } [Action(Aliases = [\"x\"])] public static void Run() { } }", "Action 'Zoo': alias 'x' is taken by 'A.Run'")]
    // Places
    [InlineData("TPT007", "public static class A { public static void M() { [Action] static void [|Run|]() { } Run(); } }", "a local function")]
    [InlineData("TPT007", "public interface A { [Action] void [|Run|](); }", "put [Action] on the method that implements it")]
    [InlineData("TPT007", "public abstract class A { [Action] public abstract void [|Run|](); }", "put [Action] on the method that implements it")]
    [InlineData("TPT007", "public abstract class A { [Action] public void [|Run|]() { } }", "its class is abstract")]
    [InlineData("TPT007", "public struct A { [Action] public void [|Run|]() { } }", "a struct is copied")]
    [InlineData("TPT007", "public class A { private A() { } [Action] public void [|Run|]() { } }", "exactly one accessible constructor")]
    [InlineData("TPT007", "public class A { public A() { } public A(string x) { } [Action] public void [|Run|]() { } }", "exactly one accessible constructor")]
    [InlineData("TPT007", "public class A { public required int X { get; set; } [Action] public void [|Run|]() { } }", "required members")]
    [InlineData("TPT007", "public static class A { [Action] public static void [|Run|](this string x) { } }", "drop 'this'")]
    [InlineData("TPT007", "public static class A { [Action, Obsolete(\"x\", true)] public static void [|Run|]() { } }", "error: true forbids")]
    [InlineData("TPT007", "public static class A { extension(string x) { [Action] public void [|Run|]() { } } }", "drop 'this'")]
    [InlineData("TPT007", "public static class A { [Action, System.Diagnostics.Conditional(\"DEBUG\")] public static void [|Run|]() { } }", "leaves out every call")]
    [InlineData("TPT007", "public static class A { [Action, System.Runtime.InteropServices.UnmanagedCallersOnly] public static void [|Run|]() { } }", "forbids every call")]
    [InlineData("TPT007", "public static class A { [Action] public static async void [|Run|]() => await Task.Yield(); }", "return Task")]
    // Names that fall together
    [InlineData("TPT001", "public enum Unit { m = 1, M = 2 } public static class A { [Action] public static void Run(Unit [|a|]) { } }", "its members m and M are both called 'm' in JSON; name one of them with [JsonStringEnumMemberName]")]
    [InlineData("TPT001", "public enum Mode { FooBar, Foo_Bar } public static class A { [Action] public static void Run(Mode? [|a|]) { } }", "FooBar and Foo_Bar are both called 'foo_bar'")]
    [InlineData("TPT001", "public enum Mode { A, [System.Text.Json.Serialization.JsonStringEnumMemberName(\"a\")] B } public static class A { [Action] public static void Run(List<Mode> [|a|]) { } }", "A and B are both called 'a'")]
    [InlineData("TPT001", "[Flags] public enum Mode { A = 1, a = 2 } public static class A { [Action] public static Mode [|Run|]() => 0; }", "A and a are both called 'a'")]
    [InlineData("TPT006", "public static class A { [Action(\"equals\")] public static int [|Eq|](int a, int b) => a; }", "'equals' is not a valid action name: Submit.Equals would be the method that every type has; set a name with")]
    [InlineData("TPT006", "public static class A { [Action] public static int [|ReferenceEquals|](int a, int b) => a; }", "Submit.ReferenceEquals")]
    [InlineData("TPT006", "public static class A { [Action] public static string [|ToString|](int a) => \"\"; }", "Submit.ToString")]
    [InlineData("TPT006", "public static class A { [Action(\"get_type\")] public static int [|Get|]() => 1; }", "Submit.GetType")]
    [InlineData("TPT006", "public static class A { [Action(\"get_hash_code\")] public static int [|Get|]() => 1; }", "Submit.GetHashCode")]
    // Lambdas
    [InlineData("TPT007", "public static class A { public static readonly Func<int> F = [[|Action|]] () => 1; }", "Action 'lambda' cannot run here: a lambda has no name; move it into a method of a class")]
    [InlineData("TPT007", "public static class A { public static void M() { var f = [[|Action(\"x\")|]] static async (int a) => { await Task.Yield(); }; _ = f; } }", "a lambda has no name")]
    [InlineData("TPT007", "public static class A { public static int M() => new[] { 1 }.Select([[|Action|]] (i) => i).Sum(); }", "a lambda has no name")]
    [InlineData("TPT045", "public static class A { public static readonly Func<int> F = [[|MaxConcurrent(1)|]] () => 1; }", "'lambda'")]
    // Constraints
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Range(1, 2)] string [|a|]) { } }", "[Range] does not fit parameter 'a' of type 'string'")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([StringLength(2)] int [|a|]) { } }", "[StringLength]")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([AllowedValues(1)] string [|a|]) { } }", "[AllowedValues]")]
    [InlineData("TPT008", "public static class A { [Action] public static void Run([Range(typeof(DateTime), \"a\", \"b\")] DateTime [|a|]) { } }", "[Range]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([Range(1, 9)] int [|a|] = 0) { } }", "the default of 'a' breaks its own [Range]; change one of the two")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([Range(1, 9, MaximumIsExclusive = true)] double? [|a|] = 9) { } }", "[Range]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([Range(typeof(decimal), \"0.1\", \"0.3\")] decimal [|a|] = 0.31m) { } }", "[Range]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([StringLength(3)] string [|a|] = \"four\") { } }", "[MaxLength]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([MinLength(1)] string [|a|] = \"\") { } }", "[MinLength]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([RegularExpression(\"[a-z]+\")] string [|a|] = \"ab1\") { } }", "[RegularExpression]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([AllowedValues(\"a\", \"b\")] string [|a|] = \"c\") { } }", "[AllowedValues]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([AllowedValues(1, 2)] int [|a|] = 3) { } }", "[AllowedValues]")]
    [InlineData("TPT040", "[Flags] public enum P { A = 1, B = 2 } public static class A { [Action] public static void Run([MinLength(1)] P [|a|] = 0) { } }", "[MinLength]")]
    [InlineData("TPT040", "public sealed record B([property: Range(1, 9)] int Size = 10); public static class A { [Action] public static void Run(List<B> [|a|]) { } }", "the default of 'B.Size' breaks its own [Range]")]
    [InlineData("TPT040", "public sealed class B { [StringLength(1)] public string Name { get; set; } = \"ab\"; } public static class A { [Action] public static void Run(B? [|a|]) { } }", "the default of 'B.Name' breaks its own [MaxLength]")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run(double [|a|] = double.NaN) { } }", "the default of 'a' is NaN, for which JSON has no word; use null for a number that is not given")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run(float? [|a|] = float.NegativeInfinity) { } }", "is -Infinity")]
    [InlineData("TPT040", "public enum P { A = 1 } public static class A { [Action] public static void Run(P [|a|] = (P)42) { } }", "is 42, which is the value of no member of the enum")]
    [InlineData("TPT040", "[Flags] public enum P { A = 1, B = 2 } public static class A { [Action] public static void Run(P? [|a|] = (P)9) { } }", "is 9, which")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run(string [|a|] = \"a\\0b\") { } }", "contains the NUL character, which is not allowed in any text")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run(char [|a|] = '\\0') { } }", "contains the NUL character")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run(string? [|a|] = \"\\uD800x\") { } }", "contains half of a surrogate pair, which is not allowed in any text")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run(string [|a|] = \"x\\uDE00\") { } }", "half of a surrogate pair")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run(char [|a|] = '\\uD800') { } }", "half of a surrogate pair")]
    [InlineData("TPT040", "public enum P { A = 1 } public static class A { [Action] public static void Run([System.Runtime.InteropServices.Optional] P [|a|], int b) { } }", "is 0, which is the value of no member of the enum")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([System.Runtime.InteropServices.Optional] char [|a|]) { } }", "contains the NUL character")]
    [InlineData("TPT040", "public static class A { [Action] public static void Run([System.Runtime.InteropServices.Optional, Range(1, 9)] int [|a|]) { } }", "breaks its own [Range]")]
    [InlineData("TPT040", "public enum P { A = 1 } public sealed class B { public P P { get; set; } } public static class A { [Action] public static void Run(B [|a|]) { } }", "the default of 'B.P' is 0, which is the value of no member of the enum")]
    [InlineData("TPT040", "public struct B { public char C { get; init; } } public static class A { [Action] public static void Run(List<B> [|a|]) { } }", "the default of 'B.C' contains the NUL character")]
    [InlineData("TPT040", "public sealed class B { [Range(1, 9)] public int Size { get; set; } } public static class A { [Action] public static void Run(B? [|a|]) { } }", "the default of 'B.Size' breaks its own [Range]")]
    [InlineData("TPT040", "public sealed record B(double Share = double.NaN); public static class A { [Action] public static void Run(B [|a|]) { } }", "the default of 'B.Share' is NaN")]
    [InlineData("TPT040", "public sealed class B { public string Name { get; set; } = \"\\0\"; } public static class A { [Action] public static void Run(B [|a|]) { } }", "the default of 'B.Name' contains the NUL")]
    // Injections
    [InlineData("TPT041", "public static class A { [Action] public static void Run(CancellationToken a, int b, CancellationToken [|c|] = default) { } }", "parameters 'c' and 'a' receive the same object; keep one of them")]
    [InlineData("TPT041", "public static class A { [Action] public static void Run(ActionExecution a, ActionExecution [|b|]) { } }", "parameters 'b' and 'a' receive the same object")]
    [InlineData("TPT041", "public static class A { [Action] public static void Run(Microsoft.Extensions.Logging.ILogger a, Microsoft.Extensions.Logging.ILogger [|b|]) { } }", "parameters 'b' and 'a' receive the same object")]
    [InlineData("TPT041", "public static class A { [Action] public static void Run(IProgress<double> a, IProgress<double> [|b|]) { } }", "parameters 'b' and 'a' receive the same object")]
    [InlineData("TPT007", "public class A(CancellationToken a, CancellationToken b) { [Action] public void [|Run|]() => _ = (a, b); }", "the parameters 'a' and 'b' of its constructor receive the same object")]
    // Services
    [InlineData("TPT009", "public static class A { [ActionServices] public static void [|Add|]() { } }", "must be 'static void Add(IServiceCollection services, IConfiguration configuration)'")]
    public async Task A_mistake_is_one_error_at_its_place(string id, string source, string message)
    {
        int start = source.IndexOf("[|", StringComparison.Ordinal);
        int end = source.IndexOf("|]", StringComparison.Ordinal) - 2;
        string text = source.Replace("[|", "").Replace("|]", "");
        Project project = Project.Of(text + "\npublic static class Sound { [Action] public static int Healthy() => 1; }");

        ImmutableArray<Diagnostic> diagnostics = await project.AnalyzeAsync();

        Diagnostic diagnostic = Assert.Single(diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains(message, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal((start, end), (diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.End));
        using RunningProgram program = project.Generate().Load();
        Assert.Equal("1", (await program.RunAsync("healthy")).Result);
    }

    [Fact]
    public async Task A_default_within_its_constraint_is_sound() => Assert.Empty(await Project.Of("""
        [Flags] public enum P { A = 1, B = 2 }
        public sealed class B { [Range(1, 9)] public int Size { get; set; } = 9; [StringLength(1)] public string Emoji { get; set; } = "😀"; [MinLength(2)] public string Promise { get; set; } = null!;
            public P Left { get; set; } public int Count { get; set; } [Range(1, 9)] public int? None { get; set; } [Range(1, 9)] public required int Given { get; set; } [Required, Range(1, 9)] public int Too { get; set; } [Range(1, 9)] public int Own { get => field + 1; set; } }
        public sealed class C { public C() => Size = 1; [Range(1, 9)] public int Size { get; set; } }
        public static class A
        {
            [Action] public static void Run(B b, [Range(0.1, 0.3)] float c = 0.1f, [RegularExpression("[a-z]*")] string d = "", [AllowedValues(1.0, 2.0)] double e = 2, [Range(1, 2)] int? f = null,
                [MaxLength(2)] P g = P.A | P.B, [StringLength(1)] string? h = null, C? i = null) { }
        }
        """).AnalyzeAsync());

    [Fact]
    public async Task What_is_sound_is_not_reported()
    {
        Project project = Project.Of("""
            public class A(IServiceProvider services)
            {
                [Action] public object? Wrong() => services;
                [Action] protected internal int Reachable([Range(1, 2)] int? a, [Range(1, 2)] Secret<int> b) => 1;
                internal static class Nested { [Action] internal static int Deep() => 2; }
                #pragma warning disable TPT002
                [Action] private static void Suppressed() { }
            }
            """);

        Diagnostic diagnostic = Assert.Single(await project.AnalyzeAsync(), static d => !d.IsSuppressed);
        Assert.Equal("TPT001", diagnostic.Id);
        Assert.Equal(["deep", "reachable"], project.Generate().Load().Catalog.Names);
    }
}
