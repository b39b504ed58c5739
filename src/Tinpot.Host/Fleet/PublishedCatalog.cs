using System.Text.Json;

namespace Tinpot.Fleet;

/// <summary>
/// A catalog with more than its actions. Hosts read it beside the array of actions that is published as long as there is no
/// more to say. These names are taken for what comes later: <c>program</c>, <c>schedules</c> and <c>webhooks</c>.
/// </summary>
internal sealed class PublishedCatalog
{
    /// <summary>Rises when a host that knows less must not read it.</summary>
    public const int KnownFormat = 1;

    public int Format { get; set; }

    public JsonElement Actions { get; set; }
}
