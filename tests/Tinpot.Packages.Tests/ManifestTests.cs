namespace Tinpot.Packages.Tests;

/// <summary>A newcomer keeps a manifest: written by the program, compared by the build, accepted again.</summary>
public sealed class ManifestTests(PackageFeed feed)
{
    private const string Source =
        """
        using Tinpot;

        namespace Kept;

        /// <summary>The actions of somebody with users.</summary>
        public static class Chores
        {
            /// <summary>Prune.</summary>
            /// <param name="days">Age</param>
            [Action]
            public static int Prune([Range(1, 365)] int days = 7) => days;
        }
        """;

    [Fact]
    public async Task It_is_written_compared_at_every_build_and_accepted_anew()
    {
        var project = await NewProject.WriteAsync(feed, "Kept", "Exe", Source, ["Tinpot.Host"]);

        var written = await project.DotnetAsync("run", "--", "manifest", "--write");
        Assert.Contains($"Wrote {project.File("tinpot.manifest.json")}: 1 action.", written.Expect().Error, StringComparison.Ordinal);
        (await project.DotnetAsync("run", "--no-build", "--", "manifest", "--check")).Expect();

        // Warnings are errors here; this one must let the build end, or nothing could accept the change
        await File.WriteAllTextAsync(project.File("Actions.cs"), Source.Replace("365", "30", StringComparison.Ordinal));
        Assert.Contains(
            "Actions.cs(11,48): warning TPT031: Action 'prune' breaks its contract in tinpot.manifest.json: parameter 'days' must be at most 30 now",
            (await project.DotnetAsync("build")).Expect().Output,
            StringComparison.Ordinal);
        Assert.Contains(
            "actions.prune.parameters.properties.days.maximum: 365 is now 30",
            (await project.DotnetAsync("run", "--no-build", "--", "manifest", "--check")).Expect(1).Error,
            StringComparison.Ordinal);

        (await project.DotnetAsync("run", "--no-build", "--", "manifest", "--write")).Expect();
        Assert.DoesNotContain("TPT031", (await project.DotnetAsync("build")).Expect().Output, StringComparison.Ordinal);
    }
}
