namespace Tinpot.Native.Tests;

/// <summary>What publishing leaves.</summary>
public sealed class PublishTests(NativePrograms programs)
{
    [Fact]
    public async Task A_program_is_one_executable_and_the_sqlite_library()
    {
        Publication program = await programs.TestActionsAsync();

        Assert.Equal(
            ["TestActions", "libe_sqlite3.so"],
            Directory.GetFiles(program.Folder).Select(Path.GetFileName).Where(name => Path.GetExtension(name) is not (".dbg" or ".pdb" or ".xml")).Order(StringComparer.Ordinal));
        Assert.Equal("\u007fELF"u8.ToArray(), (await File.ReadAllBytesAsync(program.Program.Path)).Take(4));
    }

    [Fact]
    public async Task Nothing_is_warned_of()
    {
        // Warnings are errors in this tree; this finds one that a setting turned back
        Assert.DoesNotContain("warning", (await programs.TestActionsAsync()).Output, StringComparison.OrdinalIgnoreCase);
    }
}
