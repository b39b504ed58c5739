namespace Tinpot.Packages.Tests;

/// <summary>A project as somebody would write it on another machine, with warnings as errors and documentation.</summary>
internal sealed class NewProject
{
    private readonly string _folder;
    private readonly string _name;

    private NewProject(string folder, string name) => (_folder, _name) = (folder, name);

    /// <summary>The program, once built.</summary>
    public string Assembly => Path.Combine(_folder, "bin", "Debug", "net10.0", $"{_name}.dll");

    /// <summary>Writes a project.</summary>
    /// <param name="feed">Where the package comes from.</param>
    /// <param name="name">Folder and assembly.</param>
    /// <param name="package">The one package it references.</param>
    /// <param name="outputType"><c>Exe</c> or <c>Library</c>.</param>
    /// <param name="source">Its one file.</param>
    /// <param name="references">Names of other new projects.</param>
    public static async Task<NewProject> WriteAsync(
        PackageFeed feed, string name, string package, string outputType, string source, params string[] references)
    {
        await feed.PackAsync();
        var folder = Path.Combine(feed.Root, name);
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(
            Path.Combine(folder, $"{name}.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>{outputType}</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{feed.Version}" />
                {string.Concat(references.Select(reference => $"<ProjectReference Include=\"../{reference}/{reference}.csproj\" />"))}
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "Actions.cs"), source);
        return new NewProject(folder, name);
    }

    public async Task BuildAsync() => (await Command.RunAsync(_folder, "dotnet", "build", "--verbosity", "quiet")).Expect();

    public Task<CommandResult> RunAsync(params string[] arguments) =>
        Command.RunAsync(_folder, "dotnet", [Assembly, .. arguments]);

    public Task<RunningHost> ServeAsync() => RunningHost.StartAsync(_folder, Assembly);
}
