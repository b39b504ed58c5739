using Tinpot.Native.Tests;

[assembly: AssemblyFixture(typeof(NativePrograms))]
