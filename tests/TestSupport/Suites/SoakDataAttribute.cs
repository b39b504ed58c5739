using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Tinpot.Tests.Suites;

/// <summary>A row that only <c>eng/soak.sh</c> runs, because another of its kind is run for every change.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class SoakDataAttribute(params object[] data) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(data).WithTrait("Runs", "soak")]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
