namespace Tinpot.Native.Tests;

/// <summary>The programs, each published once for all tests that ask, in a folder outside the tree.</summary>
public sealed class NativePrograms : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("tinpot-native-").FullName;
    private readonly Lazy<Task<Publication>> _sample;
    private readonly Lazy<Task<Publication>> _testActions;

    /// <summary>Nothing is published yet.</summary>
    public NativePrograms()
    {
        // One after the other: each takes all cores
        _sample = new(() => Publication.CreateAsync("samples/ExampleActions", _root));
        _testActions = new(async () =>
        {
            await _sample.Value;
            return await Publication.CreateAsync("tests/TestActions", _root);
        });
    }

    /// <summary>The sample.</summary>
    public Task<Publication> SampleAsync() => _sample.Value;

    /// <summary>The actions made for tests, with all of our code in it.</summary>
    public Task<Publication> TestActionsAsync() => _testActions.Value;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_root, recursive: true);
}
