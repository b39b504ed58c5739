using System.IO.Enumeration;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Tinpot;

namespace ExampleActions;

/// <summary>Looking at files. These actions are real: they read what they are pointed at, and change nothing.</summary>
[ActionGroup("System")]
public static class FilesystemActions
{
    /// <summary>
    /// Measure a directory and the directories in it. Symbolic links are neither followed nor counted; a directory that
    /// cannot be read is named in the log and left out.
    /// </summary>
    /// <param name="path">A directory or a file on the machine that runs the action</param>
    /// <param name="depth">Levels below the path that get an entry of their own; each entry counts all levels below it</param>
    /// <param name="cancel">Ends the measurement</param>
    /// <returns>The path itself first, then what is in it, in the order of the paths</returns>
    [Action]
    public static DirectoryUsage[] DiskUsage(
        string path, [Range(0, 100)] int depth = 1, CancellationToken cancel = default)
    {
        var root = Tree.Open(path);
        var top = new UsageTally(root.FullName, parent: null);
        if (root is FileInfo file)
        {
            top.Add(file.Length);
            return [top.ToUsage()];
        }

        Console.WriteLine($"Measuring {root.FullName}...");
        var tallies = new List<UsageTally> { top };
        var open = new Stack<(DirectoryInfo Directory, int Level, UsageTally Tally)>();
        open.Push(((DirectoryInfo)root, 0, top));
        while (open.TryPop(out var current))
        {
            try
            {
                foreach (var entry in Tree.Entries(current.Directory))
                {
                    cancel.ThrowIfCancellationRequested();
                    if (entry is not DirectoryInfo directory)
                    {
                        current.Tally.Add(((FileInfo)entry).Length);
                        continue;
                    }

                    var tally = current.Tally;
                    if (current.Level < depth)
                    {
                        tally = new UsageTally(directory.FullName, current.Tally);
                        tallies.Add(tally);
                    }

                    open.Push((directory, current.Level + 1, tally));
                }
            }
            catch (Exception problem) when (problem is UnauthorizedAccessException or IOException && current.Directory != root)
            {
                Console.Error.WriteLine($"Left out {current.Directory.FullName}: {problem.Message}");
            }
        }

        var usages = tallies.ConvertAll(tally => tally.ToUsage());
        usages.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path));
        Console.WriteLine($"✓ {usages[0].Files} files, {usages[0].Bytes} bytes");
        return [.. usages];
    }

    /// <summary>
    /// Compute one digest of all files of a directory: their paths and their contents, nothing else. Equal trees give equal
    /// digests on every machine. Symbolic links are left out; a file that cannot be read fails the action.
    /// </summary>
    /// <remarks>
    /// With SHA-256 the digest is what this prints in the directory:
    /// <c>find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum</c>
    /// </remarks>
    /// <param name="path">A directory or a file on the machine that runs the action</param>
    /// <param name="algorithm">How digests are computed</param>
    /// <param name="progress">Hears the fraction of the bytes that are done</param>
    /// <param name="cancel">Ends the computation</param>
    [Action]
    public static TreeChecksum ChecksumTree(
        string path,
        ChecksumAlgorithm algorithm = ChecksumAlgorithm.Sha256,
        IProgress<double>? progress = null,
        CancellationToken cancel = default)
    {
        var root = Tree.Open(path);
        var expected = Tree.Files(root).Sum(file =>
        {
            cancel.ThrowIfCancellationRequested();
            return file.Info.Length;
        });

        Console.WriteLine($"Reading {expected} bytes below {root.FullName}...");
        using var digest = new TreeDigest(NameOf(algorithm));
        long files = 0;
        long bytes = 0;
        long reported = 0;
        foreach (var file in Tree.Files(root))
        {
            cancel.ThrowIfCancellationRequested();
            digest.Add(file, Count, cancel);
            files++;
        }

        progress?.Report(1);
        Console.WriteLine($"✓ {files} files, {bytes} bytes");
        return new TreeChecksum(files, bytes, digest.Finish());

        void Count(int read)
        {
            bytes += read;
            // A report for each hundredth is enough for eyes; a growing tree never shows more than all
            if (bytes - reported >= expected / 100 && bytes < expected)
            {
                reported = bytes;
                progress?.Report((double)bytes / expected);
            }
        }
    }

    /// <summary>
    /// Find files by name and size; each is shown as soon as it is met. Symbolic links are not
    /// followed; a directory that cannot be read is named in the log and left out.
    /// </summary>
    /// <param name="path">A directory on the machine that runs the action</param>
    /// <param name="name">What the name must match, with * and ?, for example *.log</param>
    /// <param name="minKib">Size from which a file counts, in KiB</param>
    /// <param name="cancel">Ends the search</param>
    [Action]
    public static async IAsyncEnumerable<FoundFile> FindFiles(
        string path, string name = "*", [Range(0, int.MaxValue)] int minKib = 0, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (Tree.Open(path) is not DirectoryInfo root)
        {
            throw new ArgumentException($"{path} is a file: give a directory.");
        }

        Console.WriteLine($"Searching {root.FullName}...");
        var open = new Stack<DirectoryInfo>([root]);
        while (open.TryPop(out var directory))
        {
            // Between directories others may have the thread: a search can be long
            await Task.Yield();
            cancel.ThrowIfCancellationRequested();
            if (directory != root && !Tree.CanRead(directory, out var problem))
            {
                Console.Error.WriteLine($"Left out {directory.FullName}: {problem}");
                continue;
            }

            foreach (var entry in Tree.Entries(directory))
            {
                if (entry is DirectoryInfo inner)
                {
                    open.Push(inner);
                }
                else if (entry is FileInfo file && file.Length >= minKib * 1024L && FileSystemName.MatchesSimpleExpression(name, file.Name))
                {
                    yield return new FoundFile(file.FullName, file.Length, file.LastWriteTimeUtc);
                }
            }
        }
    }

    private static HashAlgorithmName NameOf(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.Sha256 => HashAlgorithmName.SHA256,
        ChecksumAlgorithm.Sha384 => HashAlgorithmName.SHA384,
        ChecksumAlgorithm.Sha512 => HashAlgorithmName.SHA512,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Use one of the named algorithms."),
    };
}
