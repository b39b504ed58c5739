namespace Tinpot.Native.Tests;

/// <summary>The programs, each published once for all tests that ask, in a folder outside the tree.</summary>
public sealed class NativePrograms : IDisposable
{
    private readonly CompilerServer _compiler = new();
    private readonly string _root = Directory.CreateTempSubdirectory("tinpot-native-").FullName;
    private readonly Lazy<Task<Publication>> _sample;
    private readonly Lazy<Task<Publication>> _testActions;
    private readonly Lazy<Task<Publication>> _singleFile;

    /// <summary>Nothing is published yet.</summary>
    public NativePrograms()
    {
        _sample = new(() => Publication.CreateAsync("samples/ExampleActions", Path.Combine(_root, "sample")));
        // Nobody debugs it, and its symbols would be a tenth of the time
        _testActions = new(() => Publication.CreateAsync("tests/TestActions", Path.Combine(_root, "native"), "-p:NativeDebugSymbols=false"));
        _singleFile = new(async () =>
        {
            // One after the other: each takes all cores, and builds on what the one before it has built
            await _testActions.Value;
            return await Publication.CreateAsync(
                "tests/TestActions", Path.Combine(_root, "single"),
                "--use-current-runtime", "-p:PublishAot=false", "-p:PublishSingleFile=true", "-p:SelfContained=false");
        });
    }

    /// <summary>The sample.</summary>
    public Task<Publication> SampleAsync() => _sample.Value;

    /// <summary>The actions made for tests, with all of our code in it.</summary>
    public Task<Publication> TestActionsAsync() => _testActions.Value;

    /// <summary>The same not compiled ahead, but bundled into one file for the runtime.</summary>
    public Task<Publication> SingleFileAsync() => _singleFile.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        _compiler.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
