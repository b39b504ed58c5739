using System.Globalization;

namespace Tinpot.Benchmarks.Pool;

/// <summary>Which processes were started by which.</summary>
internal static class ProcessTree
{
    public static IEnumerable<int> Children(int parent)
    {
        foreach (string task in Lines(() => Directory.GetDirectories($"/proc/{parent}/task")))
        {
            foreach (string children in Lines(() => [File.ReadAllText(Path.Combine(task, "children"))]))
            {
                foreach (string child in children.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    yield return int.Parse(child, CultureInfo.InvariantCulture);
            }
        }
    }

    /// <summary>A process and all that it started, and those started.</summary>
    public static IEnumerable<int> WithDescendants(int root) => Children(root).SelectMany(WithDescendants).Prepend(root);

    /// <summary>Nothing when the process or thread has ended.</summary>
    public static string[] Lines(Func<string[]> read)
    {
        try
        {
            return read();
        }
        catch (IOException)
        {
            return [];
        }
    }
}
