using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ExampleActions;

/// <summary>Reading trees of files that may be larger than memory: one directory at a time, links left alone.</summary>
internal static class Tree
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    // The order of UTF-8 is the same on every machine and in every tool; that of UTF-16 is not
    private static readonly Comparer<byte[]> ByBytes =
        Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right));

    /// <summary>The directory or file of a path that somebody gave.</summary>
    /// <exception cref="ArgumentException">There is nothing, or a symbolic link.</exception>
    public static FileSystemInfo Open(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0'))
        {
            throw new ArgumentException("Give the path of a directory or a file.");
        }

        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        FileSystemInfo root = Directory.Exists(full) ? new DirectoryInfo(full) : new FileInfo(full);
        if (root.LinkTarget is { } target)
        {
            throw new ArgumentException($"{full} is a symbolic link, which is not followed: give its target, {target}.");
        }

        return root.Exists ? root : throw new ArgumentException($"There is no directory or file {full} on this machine.");
    }

    /// <summary>What a directory itself holds, in no order; symbolic links are left out.</summary>
    public static IEnumerable<FileSystemInfo> Entries(DirectoryInfo directory) =>
        directory.EnumerateFileSystemInfos("*", Everything).Where(entry => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint));

    /// <summary>Whether a directory can be listed now, and if not, why.</summary>
    public static bool CanRead(DirectoryInfo directory, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            using var entries = directory.EnumerateFileSystemInfos("*", Everything).GetEnumerator();
            entries.MoveNext();
            problem = null;
            return true;
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            problem = fault.Message;
            return false;
        }
    }

    /// <summary>
    /// Every file of a tree in the order of the bytes of its path below the root. That order needs no list of all
    /// files: a directory sorts among its siblings as its name with a slash behind.
    /// </summary>
    public static IEnumerable<TreeFile> Files(FileSystemInfo root)
    {
        if (root is not DirectoryInfo top)
        {
            yield return new TreeFile((FileInfo)root, root.Name);
            yield break;
        }

        var open = new Stack<(string Prefix, IEnumerator<FileSystemInfo> Entries)>();
        open.Push(("", Sorted(top)));
        while (open.TryPeek(out var level))
        {
            if (!level.Entries.MoveNext())
            {
                open.Pop();
            }
            else if (level.Entries.Current is DirectoryInfo directory)
            {
                open.Push(($"{level.Prefix}{directory.Name}/", Sorted(directory)));
            }
            else
            {
                yield return new TreeFile((FileInfo)level.Entries.Current, level.Prefix + level.Entries.Current.Name);
            }
        }
    }

    private static IEnumerator<FileSystemInfo> Sorted(DirectoryInfo directory) =>
        Entries(directory)
            .OrderBy(entry => Encoding.UTF8.GetBytes(entry is DirectoryInfo ? entry.Name + '/' : entry.Name), ByBytes)
            .GetEnumerator();
}
