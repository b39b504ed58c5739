using System.Text;
using Tinpot.Fleet;

namespace Tinpot.Host.Tests.Fleet;

/// <summary>Hosts of several versions read each other's workers.</summary>
public sealed class WorkerStatusJsonTests
{
    [Fact]
    public void A_worker_of_a_former_version_is_read_and_written_alike()
    {
        WorkerStatus worker = WorkerStatusJson.Read(Encoding.UTF8.GetBytes(FormerDocuments.Worker))!;
        Assert.Equal(("vm-2204", 2204, 8, WorkerState.Running), (worker.Name, worker.ProcessId, worker.Slots, worker.State));
        Assert.Equal(FormerDocuments.Worker, Encoding.UTF8.GetString(WorkerStatusJson.ToBytes(worker)));
    }

    [Fact]
    public void Members_of_later_versions_change_nothing()
    {
        string later = FormerDocuments.Worker.Insert(1, """ "later":{"slots":[1]},"labels":["x"],""").Replace("\"queues\":null", "\"queues\":[\"a\",{\"name\":\"b\"},\"c\"]", StringComparison.Ordinal);
        WorkerStatus worker = WorkerStatusJson.Read(Encoding.UTF8.GetBytes(later))!;
        Assert.Equal((8, "a,c"), (worker.Slots, string.Join(',', worker.Queues!)));
    }

    [Theory]
    [InlineData("\"slots\":8", "\"slots\":\"8\"")]
    [InlineData("\"pid\":2204,", "")]
    [InlineData("\"queues\":null,", "")]
    [InlineData("\"groups\":null,", "")]
    [InlineData("2026-11-30T08:35:37.517Z", "yesterday")]
    [InlineData("{\"instance\"", "[\"instance\"")]
    public void What_is_not_a_worker_is_none(string sound, string damaged) =>
        Assert.Null(WorkerStatusJson.Read(Encoding.UTF8.GetBytes(FormerDocuments.Worker.Replace(sound, damaged, StringComparison.Ordinal))));
}
