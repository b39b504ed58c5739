namespace Tinpot.Host.Tests.Telemetry;

/// <summary>Who listens to spans listens to the whole process: these tests run one by one, with no other beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SpanCollection
{
    public const string Name = "Spans";
}
