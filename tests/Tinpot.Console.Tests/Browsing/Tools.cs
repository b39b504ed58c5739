namespace Tinpot.WebConsole.Tests.Browsing;

/// <summary>Where the programs and packages are that <c>eng/setup.sh</c> installs; a missing one fails with what to do.</summary>
internal static class Tools
{
    private static readonly string[] BrowserNames = ["chromium", "chromium-browser", "google-chrome"];

    public static string Root { get; } = FindRoot();

    public static string Chromium { get; } = BrowserNames.Select(OnPath).FirstOrDefault(path => path is not null)
        ?? throw new InvalidOperationException("Chromium is not installed: run eng/setup.sh.");

    public static string Node { get; } = OnPath("node")
        ?? throw new InvalidOperationException("Node.js is not installed: run eng/setup.sh.");

    /// <summary>A file of a package in <c>eng/package.json</c>.</summary>
    public static string Package(string path)
    {
        string file = Path.Combine(Root, "eng", "node_modules", path);
        return File.Exists(file) ? file : throw new InvalidOperationException($"eng/node_modules/{path} is missing: run eng/setup.sh.");
    }

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tinpot.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
