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
    public static Task<NewProject> WriteAsync(
        PackageFeed feed, string name, string package, string outputType, string source, params string[] references) =>
        WriteAsync(
            feed, name, outputType, source, [package],
            string.Concat(references.Select(reference => $"<ProjectReference Include=\"../{reference}/{reference}.csproj\" />")));

    /// <summary>Writes a project.</summary>
    /// <param name="feed">Where the packages come from.</param>
    /// <param name="name">Folder and assembly.</param>
    /// <param name="outputType"><c>Exe</c> or <c>Library</c>.</param>
    /// <param name="source">Its one file.</param>
    /// <param name="packages">The packages of the feed that it references.</param>
    /// <param name="items">More items, as MSBuild.</param>
    /// <param name="strict">Whether warnings are errors and public members need documentation.</param>
    public static async Task<NewProject> WriteAsync(
        PackageFeed feed, string name, string outputType, string source, string[] packages, string items = "", bool strict = true)
    {
        await feed.PackAsync();
        var folder = Path.Combine(feed.Root, name);
        Directory.CreateDirectory(folder);
        await System.IO.File.WriteAllTextAsync(
            Path.Combine(folder, $"{name}.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>{outputType}</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>{(strict ? "true" : "false")}</TreatWarningsAsErrors>
                <GenerateDocumentationFile>{(strict ? "true" : "false")}</GenerateDocumentationFile>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(packages.Select(package => $"<PackageReference Include=\"{package}\" Version=\"{ReleaseBuild.Version}\" />"))}
                {items}
              </ItemGroup>
            </Project>
            """);
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder, "Actions.cs"), source);
        return new NewProject(folder, name);
    }

    public async Task BuildAsync() => (await Command.RunAsync(_folder, "dotnet", "build", "--verbosity", "quiet")).Expect();

    /// <summary>Makes a package of it in the feed, with their version.</summary>
    public async Task PackAsync(PackageFeed feed) => (await Command.RunAsync(
        _folder, "dotnet", "pack", "--output", feed.Folder, $"-p:Version={ReleaseBuild.Version}", "--verbosity", "quiet")).Expect();

    /// <summary>Holds its files.</summary>
    public string Folder => _folder;

    /// <summary>Path of a file of the project.</summary>
    public string File(string name) => Path.Combine(_folder, name);

    /// <summary>What somebody types in the project's folder.</summary>
    public Task<CommandResult> DotnetAsync(params string[] arguments) => Command.RunAsync(_folder, "dotnet", arguments);

    public Task<CommandResult> RunAsync(params string[] arguments) =>
        Command.RunAsync(_folder, "dotnet", [Assembly, .. arguments]);

    public Task<RunningHost> ServeAsync() => RunningHost.StartAsync(_folder, Assembly);
}
