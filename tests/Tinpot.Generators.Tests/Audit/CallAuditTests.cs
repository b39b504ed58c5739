using System.Runtime.CompilerServices;
using Tinpot.Generators.Tests.Calls;

namespace Tinpot.Generators.Tests.Audit;

/// <summary>Over source that somebody wrote, nothing runs an action unrecorded without a diagnostic.</summary>
public class CallAuditTests
{
    [Theory]
    [InlineData("samples/ExampleActions", 2)]
    [InlineData("tests/TestActions", 9)]
    public async Task Of_a_project_in_this_tree(string folder, int recorded)
    {
        string root = Path.Combine(Root(), folder);
        Project project = new Project { Name = Path.GetFileName(folder) }.With("/project/Implicit.cs", "global using System.IO;\nglobal using System.Net.Http;");
        foreach (string file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            string path = Path.GetRelativePath(root, file).Replace('\\', '/');
            if (!path.StartsWith("bin/", StringComparison.Ordinal) && !path.StartsWith("obj/", StringComparison.Ordinal))
                project = project.With($"/project/{path}", await File.ReadAllTextAsync(file));
        }

        CallAudit audit = await CallAudit.OfAsync(project);

        Assert.Empty(audit.Silent);
        // Counted by hand: fewer means that calls went missing from the sight of generator and audit alike
        Assert.InRange(audit.Recorded.Count, recorded, int.MaxValue);
    }

    public static TheoryData<string, string> Shapes => new()
    {
        { "nested", NestedCallTests.Actions },
        { "unrecorded", UnrecordedCallTests.Actions },
        { "callers", CallerShapeTests.Callers },
        { "arguments", ArgumentShapeTests.Actions },
        { "receivers", ReceiverShapeTests.Actions },
    };

    [Theory]
    [MemberData(nameof(Shapes), DisableDiscoveryEnumeration = true)]
    public async Task Of_every_shape(string name, string source)
    {
        CallAudit audit = await CallAudit.OfAsync(Project.Of(source) with { Unsafe = true });

        Assert.True(audit.Silent.Count == 0, $"{name}: {string.Join("; ", audit.Silent)}");
        Assert.NotEmpty(audit.Recorded);
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
