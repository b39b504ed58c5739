using Tinpot.Generators.Tests.Harness;

namespace Tinpot.Generators.Tests.Analyzers;

/// <summary>What an action does that is likely a mistake is reported; what may be meant is not.</summary>
public class UsageRuleTests
{
    [Theory]
    // No token is taken
    [InlineData("[Action] public static async Task {|TPT020:M|}(int n) => await Task.Delay(n);")]
    [InlineData("[Action] public static async Task {|TPT020:M|}() => await Task.Delay(1).ConfigureAwait(false);")]
    [InlineData("[Action] public static async Task<int> {|TPT020:M|}(Stream s, byte[] b) => await s.ReadAsync(b);", "Stream s, ")]
    [InlineData("[Action] public static async Task {|TPT020:M|}() { await Other(); Console.WriteLine(); } private static Task Other(CancellationToken cancel = default) => Task.Delay(1, cancel);")]
    [InlineData("[Action] public static async Task {|TPT020:M|}() { await foreach (int x in Items()) { } } private static async IAsyncEnumerable<int> Items([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default) { await Task.Delay(1, cancel); yield return 1; }")]
    [InlineData("[Action] public static async ValueTask {|TPT020:M|}(SemaphoreSlim s) { try { await s.WaitAsync(); } finally { s.Release(); } }", "SemaphoreSlim s")]
    [InlineData("[Action] public static async Task {|TPT020:M|}() { await new HttpClient().GetAsync(\"http://localhost\"); }")]
    // One is taken and ignored
    [InlineData("[Action] public static async Task M(int n, CancellationToken {|TPT020:cancel|}) => await Task.Delay(n);")]
    [InlineData("[Action] public static async Task M(CancellationToken {|TPT020:cancel|} = default) { await Task.Delay(1); await Task.Delay(2); }")]
    // It may be meant
    [InlineData("[Action] public static async Task M(CancellationToken cancel) { await Task.Delay(1, cancel); await Task.Delay(2); }")]
    [InlineData("[Action] public static async Task M(CancellationToken cancel) { cancel.ThrowIfCancellationRequested(); await Task.Delay(2); }")]
    [InlineData("[Action] public static async Task M() => await Task.Delay(1, CancellationToken.None);")]
    [InlineData("[Action] public static async Task M() { using CancellationTokenSource late = new(100); await Task.Delay(1, late.Token); await Task.Delay(1); }")]
    [InlineData("[Action] public static async Task M() { ActionExecution.Current?.Report(0); await Task.Delay(1); }")]
    [InlineData("[Action] public static async Task M(ActionExecution execution) { await Task.Delay(1, execution.Cancellation.Token); }")]
    [InlineData("[Action] public static async Task M() => await Shell.RunAsync(\"ls\", []);")]
    [InlineData("[Action] public static async Task M() => await Task.Run(() => 1);")]
    [InlineData("[Action] public static async Task M() => await Task.Yield();")]
    [InlineData("[Action] public static async Task M() { await Task.WhenAll(Inner(), Task.CompletedTask); async Task Inner() => await Task.Delay(1); }")]
    [InlineData("[Action] public static Task M() => Task.Delay(1);")]
    [InlineData("public static async Task M() => await Task.Delay(1);")]
    [InlineData("[Action] public static async Task M(TextReader r) { await r.ReadToEndAsync(CancellationToken.None); }", "TextReader r")]
    public Task Stopping(string member, string? injected = null) =>
        VerifyAsync(injected is null ? member : member.Replace(injected, "[FromServices] " + injected));

    [Fact]
    public Task An_instance_may_have_the_token() => VerifyAsync("", """
        public class A(CancellationToken cancel) { [Action] public async Task M() { await Task.Delay(1); } public CancellationToken Kept => cancel; }
        public class B(ActionExecution execution) { [Action("b")] public async Task M() { await Task.Delay(1); } public ActionExecution Kept => execution; }
        public class C { [Action("c")] public async Task {|TPT020:M|}() { await Task.Delay(1); } }
        """);

    [Theory]
    [InlineData("[Action] public static void M(string s) => Process.Start(\"git\", {|TPT021:s|});")]
    [InlineData("[Action] public static void M(string s) => Process.Start(\"git\", \"log \" + {|TPT021:s|} + \" --all\");")]
    [InlineData("[Action] public static void M(string s, int n) => Process.Start(\"git\", $\"log {n} {{|TPT021:s|}}\");")]
    [InlineData("[Action] public static void M(string s) { string line = string.Format(\"log {0}\", s.Trim()); line += \" -1\"; Process.Start(\"git\", {|TPT021:line|}); }")]
    [InlineData("[Action] public static void M(string[] s) => Process.Start(\"git\", string.Join(\" \", {|TPT021:s|}));")]
    [InlineData("[Action] public static void M(Target t) => Process.Start(\"ssh\", {|TPT021:t|}.Host);")]
    [InlineData("[Action] public static void M(string? s) => Process.Start(new ProcessStartInfo(\"git\", {|TPT021:s|} ?? \"log\"));")]
    [InlineData("[Action] public static void M(string s) => Process.Start(new ProcessStartInfo { FileName = \"git\", Arguments = {|TPT021:s|} });")]
    [InlineData("[Action] public static void M(string s) { var p = new ProcessStartInfo(\"git\"); p.Arguments = $\"-C {{|TPT021:s|}}\"; Process.Start(p); }")]
    [InlineData("[Action] public static void M(string s) => Process.Start(new ProcessStartInfo({|TPT021:s|}) { UseShellExecute = true });")]
    [InlineData("[Action] public static void M(string s) => Process.Start(new ProcessStartInfo { FileName = {|TPT021:s|}, UseShellExecute = true });")]
    [InlineData("[Action] public static async Task M(string s) => await Shell.RunAsync(\"sh\", [\"-c\", $\"ls {{|TPT021:s|}}\"]);")]
    [InlineData("[Action] public static async Task M(string s) => await Shell.RunAsync(\"/bin/bash\", new[] { \"-ec\", {|TPT021:s|}, \"x\" });")]
    [InlineData("[Action] public static async Task M(string s) => await Shell.RunAsync(\"cmd.exe\", new List<string> { \"/C\", \"dir\", {|TPT021:s|} });")]
    [InlineData("[Action] public static void M(string s) => Process.Start(\"pwsh\", [\"-Command\", \"ls\", {|TPT021:s|}]);")]
    [InlineData("[Action] public static async Task M(string[] names) { foreach (string name in names) await Shell.RunAsync(\"sh\", [\"-c\", \"echo \" + {|TPT021:name|}]); }")]
    [InlineData("[Action] public static async Task M(Secret<string> s) => await Shell.RunAsync(\"sh\", [\"-c\", \"login \" + {|TPT021:s|}]);", "TPT021")]
    // Fine
    [InlineData("[Action] public static async Task M(string s) => await Shell.RunAsync(\"git\", [\"log\", s]);")]
    [InlineData("[Action] public static async Task M(string s) => await Shell.RunAsync(\"sh\", [\"-c\", \"echo \\\"$1\\\"\", \"sh\", s]);")]
    [InlineData("[Action] public static async Task M(string s) => await Shell.RunAsync(\"sh\", [s, \"-x\"]);")]
    [InlineData("[Action] public static async Task M(int n, Kind k, Guid g) => await Shell.RunAsync(\"sh\", [\"-c\", $\"head -{n} {k} {g}\"]);")]
    [InlineData("[Action] public static void M(string s) => Process.Start(\"git\", [\"log\", s]);")]
    [InlineData("[Action] public static void M(string s) => Process.Start(new ProcessStartInfo(\"git\") { ArgumentList = { s }, UseShellExecute = true });")]
    [InlineData("[Action] public static void M(string s) => Process.Start(s);")]
    [InlineData("[Action] public static void M(string s) => Process.Start(\"git\", $\"log {s.Length}\" + Checked(s)); static string Checked(string s) => s;")]
    [InlineData("public static void M(string s) => Process.Start(\"git\", s);")]
    public Task Command_lines(string member, string? _ = null) => VerifyAsync(member);

    [Theory]
    [InlineData("[Action] public static void M(Secret<string> s) => Console.WriteLine({|TPT022:s.Reveal()|});")]
    [InlineData("[Action] public static void M(Secret<string> s) => Console.WriteLine($\"key {{|TPT022:s.Reveal()|}}\");")]
    [InlineData("[Action] public static void M(Secret<int> s) => Console.Write({|TPT022:s.Reveal()|});")]
    [InlineData("[Action] public static void M(Secret<string> s) => Console.WriteLine(\"{0} {1}\", 1, {|TPT022:s.Reveal()|});")]
    [InlineData("[Action] public static void M(Secret<string> s) => Console.Error.WriteLine(\"key \" + {|TPT022:s.Reveal()|}.Trim());", "trim")]
    [InlineData("[Action] public static void M(Secret<string> s, ILogger log) => log.LogInformation(\"key {Key}\", {|TPT022:s.Reveal()|});")]
    [InlineData("[Action] public static void M(Secret<string> s, ILogger log) { string url = $\"https://x/?key={s.Reveal()}\"; log.LogWarning({|TPT022:url|}); }")]
    [InlineData("[Action] public static void M(Secret<string> s) => ActionExecution.Current!.Report(0.5, {|TPT022:s.Reveal()|});")]
    [InlineData("[Action] public static void M(Secret<string> s) => Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $\"{{|TPT022:s.Reveal()|}}\"));")]
    [InlineData("static void Helper(Secret<string> s) => Console.WriteLine({|TPT022:s.Reveal()|});")]
    [InlineData("[Action] public static void M(Secret<string> s) { Action a = () => Console.WriteLine({|TPT022:s.Reveal()|}); a(); }")]
    // Fine
    [InlineData("[Action] public static void M(Secret<string> s) => Console.WriteLine($\"{s} {s.Reveal().Length} {Hash(s.Reveal())}\"); static int Hash(string s) => 1;")]
    [InlineData("[Action] public static string M(Secret<string> s, TextWriter w) { w.Write(s.Reveal()); return \"\"; }", "TextWriter w")]
    [InlineData("[Action] public static bool M(Secret<string> s) { bool right = s.Reveal() == \"x\"; Console.WriteLine(right); return right; }")]
    public Task Secrets(string member, string? injected = null) =>
        VerifyAsync(injected is null ? member : member.Replace(injected, "[FromServices] " + injected));

    [Theory]
    [InlineData("[Action] public static async Task M(string s) => await Shell.ScriptAsync({|TPT024:s|});")]
    [InlineData("[Action] public static async Task M(int n) => await Shell.ScriptAsync({|TPT024:$\"head -{n}\"|});")]
    [InlineData("[Action] public static async Task M(bool b) => await Shell.ScriptAsync({|TPT024:b ? \"a\" : \"b\"|});")]
    [InlineData("static readonly string Kept = \"ls\"; static Task M() => Shell.ScriptAsync(arguments: [\"a\"], script: {|TPT024:Kept|});")]
    [InlineData("static void M() { Func<string, IEnumerable<string>?, ShellOptions?, CancellationToken, Task<ShellResult>> f = {|TPT024:Shell.ScriptAsync|}; f(\"ls\", null, null, default); }")]
    [InlineData("static void M(dynamic d) { {|TPT024:Shell.ScriptAsync(d)|}; }")]
    // Fine
    [InlineData("[Action] public static async Task M(string s) => await Shell.ScriptAsync(\"ls -- \\\"$1\\\"\", [s]);")]
    [InlineData("const string Kept = \"ls\"; static Task M() { const string all = Kept + \" -a\"; return Shell.ScriptAsync($\"{all} -l\", options: new ShellOptions { WorkingDirectory = \"/\" }); }")]
    [InlineData("static Task M(string s) => Own.ScriptAsync(s); static class Own { public static Task ScriptAsync(string s) => Task.CompletedTask; }")]
    public Task Scripts(string member) => VerifyAsync(member);

    private static async Task VerifyAsync(string member, string more = "")
    {
        Markup markup = Markup.Parse($$"""
            using System.Diagnostics;
            using System.IO;
            using System.Net.Http;
            using Microsoft.Extensions.Logging;
            public enum Kind { One }
            public sealed record Target(string Host);
            [AttributeUsage(AttributeTargets.Parameter)] public sealed class FromServicesAttribute : Attribute;
            public static class Sample
            {
                {{member}}
            }
            {{more}}
            """);
        Project project = Project.Of(markup.Text);

        markup.Verify(await project.AnalyzeAsync());
        project.Generate().Emit();
    }
}
