using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Tinpot.Benchmarks.Catalog;

/// <summary>
/// How long a catalog of many generated actions takes to start on the JIT: writes a program with that many actions
/// into a temporary folder, builds it in Release and runs it, each run in a fresh process.
/// </summary>
internal sealed class CatalogStart(int actions) : IAsyncDisposable
{
    private const int ActionsPerFile = 50;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinpot-catalog-");

    public async Task<int> RunAsync(int runs)
    {
        WriteProject();
        Stopwatch clock = Stopwatch.StartNew();
        (int exit, string output) = await StartAsync("build", "-c", "Release", "-v", "q", "-nologo", "--disable-build-servers", _folder.FullName);
        if (exit != 0)
        {
            Console.Error.WriteLine(output);
            return exit;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{actions} actions, built in {clock.Elapsed.TotalSeconds:0.0} s"));
        Console.WriteLine("catalog ms | of them processor ms | first descriptor ms | first run ms | allocated MB");
        List<double> starts = [];
        for (int i = 0; i < runs; i++)
        {
            (exit, output) = await StartAsync(Path.Combine(_folder.FullName, "bin", "Release", "net10.0", "Many.dll"));
            if (exit != 0)
            {
                Console.Error.WriteLine(output);
                return exit;
            }
            Console.WriteLine(output.Trim());
            starts.Add(double.Parse(output.Split('|')[0], CultureInfo.InvariantCulture));
        }
        starts.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median {starts[starts.Count / 2]:0.0} ms ({starts[0]:0.0}–{starts[^1]:0.0})"));
        return 0;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private void WriteProject()
    {
        string source = Path.Combine(Repository.Root, "src");
        Write("Many.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{source}/Tinpot.Abstractions/buildTransitive/Tinpot.Abstractions.props" />
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{source}/Tinpot.Abstractions/Tinpot.Abstractions.csproj" />
                <ProjectReference Include="{source}/Tinpot.Generators/Tinpot.Generators.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
              </ItemGroup>
              <Import Project="{source}/Tinpot.Abstractions/buildTransitive/Tinpot.Abstractions.targets" />
            </Project>
            """);
        for (int file = 0; file * ActionsPerFile < actions; file++)
            Write($"Actions{file}.cs", Actions(file));
        Write("Program.cs", """
            using System.Diagnostics;
            using System.Globalization;
            using System.Text;
            using Tinpot.Generated;
            using Tinpot.Runtime;

            long before = GC.GetTotalAllocatedBytes(true);
            TimeSpan processor = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            IReadOnlyList<string> names = ActionCatalog.Instance.Names;
            TimeSpan catalog = Stopwatch.GetElapsedTime(start);
            processor = Environment.CpuUsage.TotalTime - processor;
            double allocated = (GC.GetTotalAllocatedBytes(true) - before) / 1e6;
            start = Stopwatch.GetTimestamp();
            Tinpot.ActionDescriptor descriptor = ActionCatalog.Instance.Find(names[names.Count / 2])!;
            TimeSpan described = Stopwatch.GetElapsedTime(start);
            start = Stopwatch.GetTimestamp();
            ActionInvocation invocation = new("{\"text\":\"x\"}"u8.ToArray(), null!, null!);
            await ActionCatalog.Instance.InvokeAsync(descriptor.Name, invocation);
            TimeSpan run = Stopwatch.GetElapsedTime(start);
            string result = Encoding.UTF8.GetString(invocation.WrittenResult!.Value.Span);
            if (!result.EndsWith("\"text\":\"x\"}", StringComparison.Ordinal)) throw new InvalidOperationException(result);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{catalog.TotalMilliseconds:0.0} | {processor.TotalMilliseconds:0.0} | {described.TotalMilliseconds:0.0} | {run.TotalMilliseconds:0.0} | {allocated:0.0}"));
            """);
    }

    private string Actions(int file)
    {
        StringBuilder text = new("using Tinpot;\nnamespace Many;\n\n");
        text.Append(CultureInfo.InvariantCulture, $"public sealed record Outcome{file}(int Number, string Text);\n\npublic static class Actions{file}\n{{\n");
        for (int i = file * ActionsPerFile; i < Math.Min((file + 1) * ActionsPerFile, actions); i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                    /// <summary>Does what number {{i}} does.</summary>
                    /// <param name="text">Some words</param>
                    [Action(Group = "Group {{file}}")]
                    public static Outcome{{file}} Action{{i}}([StringLength(80)] string text, [Range(1, 365)] int days = 7, bool force = false) => new({{i}} + days, text);


                """);
        }
        return text.Append("}\n").ToString();
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private static async Task<(int Exit, string Output)> StartAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
