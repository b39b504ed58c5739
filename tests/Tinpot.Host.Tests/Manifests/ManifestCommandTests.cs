using Tinpot.Cli;
using Tinpot.Host.Tests.Hosting;

namespace Tinpot.Host.Tests.Manifests;

/// <summary>The command line's <c>manifest</c>: printed, written, checked.</summary>
public sealed class ManifestCommandTests : IDisposable
{
    private static readonly TestCatalog Catalog = new(
        TestAction.Echo("prune_logs", """
            "path":{"type":"string","minLength":1,"x-pattern":"/.+","title":"Path","description":"Which \"folder\""},
            "days":{"type":["integer","null"],"format":"int32","minimum":1,"exclusiveMaximum":365,"default":7},
            "levels":{"type":"array","items":{"type":"string","enum":["warning","error"]},"uniqueItems":true,"maxItems":2},
            "limits":{"type":"object","additionalProperties":{"type":"number","format":"double"},"minProperties":1},
            "server":{"anyOf":[{"$ref":"#/$defs/Server"},{"type":"null"}],"description":"Where"},
            "tag":{"type":["string","null"],"x-type":"Acme.Tag"},
            "shape":{"anyOf":[{"x-type":"Acme.Shape"},{"type":"null"}]},
            "key":{"type":"string","writeOnly":true,"x-multiline":true}},
            "$defs":{"Server":{"type":"object","properties":{"port":{"type":"integer","enum":[80,443]},"host":{"type":"string"}},"required":["host"],"additionalProperties":false,"description":"A server"}
            """, "path", "key") with { Aliases = ["old_prune", "clean_logs"], Group = "Maintenance", Queue = "slow" },
        TestAction.Echo("announce", "") with { Streams = true });

    private const string Manifest = """
        {
          "format": 1,
          "actions": {
            "announce": {
              "contract_hash": "0123456789abcdef",
              "parameters": {
                "type": "object",
                "properties": {}
              },
              "result": {},
              "item": {}
            },
            "prune_logs": {
              "contract_hash": "0123456789abcdef",
              "aliases": ["clean_logs", "old_prune"],
              "parameters": {
                "type": "object",
                "properties": {
                  "days": { "type": ["integer", "null"], "format": "int32", "minimum": 1, "exclusiveMaximum": 365 },
                  "key": { "type": "string", "writeOnly": true },
                  "levels": { "type": "array", "maxItems": 2, "uniqueItems": true, "items": { "type": "string", "enum": ["error", "warning"] } },
                  "limits": { "type": "object", "minProperties": 1, "additionalProperties": { "type": "number", "format": "double" } },
                  "path": { "type": "string", "minLength": 1, "x-pattern": "/.+" },
                  "server": { "anyOf": [{ "$ref": "#/$defs/Server" }, { "type": "null" }] },
                  "shape": { "anyOf": [{ "x-type": "Acme.Shape" }, { "type": "null" }] },
                  "tag": { "type": ["string", "null"], "x-type": "Acme.Tag" }
                },
                "required": ["key", "path"],
                "$defs": {
                  "Server": {
                    "type": "object",
                    "properties": {
                      "host": { "type": "string" },
                      "port": { "type": "integer", "enum": [443, 80] }
                    },
                    "required": ["host"]
                  }
                }
              },
              "result": {}
            }
          }
        }

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinpot-manifest-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "tinpot.manifest.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task It_prints_what_the_actions_promise_and_nothing_that_changes_without_them()
    {
        (int exit, string output, string error) = await RunAsync("manifest");

        Assert.Equal((0, Manifest, ""), (exit, output, error));
    }

    [Fact]
    public async Task A_catalog_without_actions_has_a_manifest_too() =>
        Assert.Equal("{\n  \"format\": 1,\n  \"actions\": {}\n}\n", (await RunAsync(new TestCatalog(), "manifest")).Out);

    [Fact]
    public async Task It_is_written_once_and_then_left_alone()
    {
        (int exit, string output, string error) = await RunAsync("manifest", "--write", _folder.FullName);

        Assert.Equal((0, "", $"Wrote {Path}: 2 actions.\n"), (exit, output, error));
        Assert.Equal(Manifest, await File.ReadAllTextAsync(Path));
        Assert.Equal((byte)'{', (await File.ReadAllBytesAsync(Path))[0]);
        DateTime written = File.GetLastWriteTimeUtc(Path);
        Assert.Equal($"Nothing changed in {Path}: 2 actions.\n", (await RunAsync("manifest", "--write", Path)).Error);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path));
        // Nothing is left beside it
        Assert.Equal([Path], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told_and_nothing_is_left()
    {
        (int exit, _, string error) = await RunAsync("manifest", "--write", System.IO.Path.Combine(_folder.FullName, "none", "m.json"));

        Assert.Equal(2, exit);
        Assert.Contains("none", error, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFileSystemInfos());
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task A_current_file_passes_the_check_whatever_its_line_ends(string end)
    {
        await File.WriteAllTextAsync(Path, Manifest.ReplaceLineEndings(end));

        Assert.Equal((0, "", ""), await RunAsync("manifest", "--check", _folder.FullName));
    }

    [Fact]
    public async Task Differences_are_listed_and_exit_1()
    {
        await File.WriteAllTextAsync(Path, Manifest
            .Replace("\"minimum\": 1", "\"minimum\": 2", StringComparison.Ordinal)
            .Replace("\"announce\"", "\"shout\"", StringComparison.Ordinal)
            .Replace("[\"clean_logs\", \"old_prune\"]", "[\"clean_logs\"]", StringComparison.Ordinal));

        (int exit, string output, string error) = await RunAsync("manifest", "--check", Path);

        Assert.Equal((1, ""), (exit, output));
        Assert.Equal($"""
            actions.shout: gone
            actions.prune_logs.aliases: ["clean_logs"] is now ["clean_logs", "old_prune"]
            actions.prune_logs.parameters.properties.days.minimum: 2 is now 1
            actions.announce: new
            {Path} differs from the actions of the program. If the change is intended, accept it with 'dotnet run -- manifest --write'.

            """, error);
    }

    [Theory]
    [InlineData("The content is the same, but the text has another form.", "  ", " ")]
    [InlineData("is not JSON", "\"actions\"", "actions")]
    public async Task What_says_the_same_in_another_form_is_not_current_and_neither_is_what_says_nothing(string expected, string what, string with)
    {
        await File.WriteAllTextAsync(Path, Manifest.Replace(what, with, StringComparison.Ordinal));

        (int exit, _, string error) = await RunAsync("manifest", "--check", Path);

        Assert.NotEqual(0, exit);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_missing_is_told()
    {
        (int exit, _, string error) = await RunAsync("manifest", "--check", Path);

        Assert.Equal((1, $"{Path} does not exist. Write it with 'dotnet run -- manifest --write' and commit it.\n"), (exit, error));
    }

    [Fact]
    public async Task Writing_and_checking_at_once_is_refused()
    {
        (int exit, _, string error) = await RunAsync("manifest", "--write", Path, "--check", Path);

        Assert.Equal(2, exit);
        Assert.Contains("--write and --check cannot be combined.", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path));
    }

    private static Task<(int Exit, string Out, string Error)> RunAsync(params string[] args) => RunAsync(Catalog, args);

    private static async Task<(int Exit, string Out, string Error)> RunAsync(TestCatalog catalog, params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        int exit = await CommandLine.RunAsync(args, catalog, new Terminal(output, error));
        return (exit, output.ToString(), error.ToString());
    }
}
