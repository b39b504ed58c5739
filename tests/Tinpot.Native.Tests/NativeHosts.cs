namespace Tinpot.Native.Tests;

/// <summary>The native sample, serving for one class of tests.</summary>
public sealed class SampleHost(NativePrograms programs) : NativeHost(programs.SampleAsync);

/// <summary>The native test actions, serving for one class of tests.</summary>
public sealed class TestActionsHost(NativePrograms programs) : NativeHost(programs.TestActionsAsync);
