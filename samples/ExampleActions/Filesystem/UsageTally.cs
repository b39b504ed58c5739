namespace ExampleActions;

/// <summary>A directory that is reported on, while its files are being counted.</summary>
/// <param name="path">Absolute path</param>
/// <param name="parent">The reported directory around it; null for the root</param>
internal sealed class UsageTally(string path, UsageTally? parent)
{
    private long _bytes;
    private long _files;

    /// <summary>Counts a file here and in every directory around.</summary>
    public void Add(long bytes)
    {
        for (var tally = this; tally is not null; tally = tally.Parent)
        {
            tally._bytes += bytes;
            tally._files++;
        }
    }

    /// <summary>What was counted so far.</summary>
    public DirectoryUsage ToUsage() => new(path, _bytes, _files);

    private UsageTally? Parent { get; } = parent;
}
