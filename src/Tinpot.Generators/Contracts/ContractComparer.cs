namespace Tinpot.Generators.Contracts;

/// <summary>
/// Finds what breaks: a value that callers may send and that is no longer taken, and a value in a result that readers
/// have not had to expect.
/// </summary>
/// <remarks>
/// Arguments and results are the same comparison in opposite directions. Where one rule replaces another and it cannot
/// be told whether values are lost (a pattern, a format), the change is reported: a look costs less than a broken caller.
/// </remarks>
internal sealed partial class ContractComparer
{
    private readonly bool _ofResult;
    private readonly string? _parameter;
    private readonly string _subject;
    private readonly List<ContractChange> _changes;
    private readonly HashSet<(ContractSchema, ContractSchema)> _compared = [];

    /// <param name="parameter">The parameter that is compared; null for what the action gives.</param>
    /// <param name="subject">What that is called.</param>
    private ContractComparer(string? parameter, string subject, List<ContractChange> changes)
    {
        _ofResult = parameter is null;
        _parameter = parameter;
        _subject = subject;
        _changes = changes;
    }

    public static IReadOnlyList<ContractChange> Compare(ActionContract before, ActionContract after)
    {
        List<ContractChange> changes = [];
        Parameters(before.Parameters, after.Parameters, changes);
        Given(before.Result, after.Result, "the result", "there is no result any more", changes);
        Given(before.Item, after.Item, "each item", "it does not stream items any more", changes);
        return changes;
    }

    private static void Given(ContractSchema? before, ContractSchema? after, string subject, string gone, List<ContractChange> changes)
    {
        if (before is not null && after is null)
            changes.Add(new ContractChange(null, gone));
        else if (before is not null && after is not null)
            new ContractComparer(null, subject, changes).Value("", before, after);
    }

    private static void Parameters(ContractSchema before, ContractSchema after, List<ContractChange> changes)
    {
        SortedDictionary<string, ContractSchema> old = before.Shape.Properties ?? [];
        SortedDictionary<string, ContractSchema> now = after.Shape.Properties ?? [];
        foreach (KeyValuePair<string, ContractSchema> parameter in old)
        {
            if (!now.TryGetValue(parameter.Key, out ContractSchema? same))
                changes.Add(new ContractChange(null, $"parameter '{parameter.Key}' was removed or renamed"));
            else
            {
                ContractComparer comparer = new(parameter.Key, "", changes);
                if (after.Shape.Required.Contains(parameter.Key) && !before.Shape.Required.Contains(parameter.Key))
                    comparer.Report(parameter.Key, "must be given now");
                comparer.Value(parameter.Key, parameter.Value, same);
            }
        }
        foreach (string name in now.Keys.Where(n => !old.ContainsKey(n) && after.Shape.Required.Contains(n)))
            changes.Add(new ContractChange(name, $"parameter '{name}' is new and must be given"));
    }

    private void Value(string path, ContractSchema old, ContractSchema now)
    {
        // Values that are given must be taken: by the action as it is now, or by readers as they were written
        (ContractSchema given, ContractSchema taken) = _ofResult ? (now, old) : (old, now);
        if (given.Nullable && !taken.Nullable && !taken.IsAnything)
            Report(path, _ofResult ? "can be null now" : "cannot be null any more");
        if (_ofResult && now.Secret && !old.Secret)
            Report(path, "is a secret now, which is shown as ***");
        if (taken.IsAnything)
            return;
        if (!Fits(given, taken))
        {
            Report(path, $"was {old.Word} and is {now.Word}");
            return;
        }
        Choices(path, given, taken);
        Refusals(path, given, taken);
        Bounds(path, given, taken);
        Counts(path, given, taken);
        if (taken.Pattern is { } pattern && pattern != given.Pattern)
            Report(path, _ofResult ? $"need not match {pattern} any more" : $"must match {pattern} now");
        if (taken.Unique && !given.Unique)
            Report(path, _ofResult ? "can hold an item twice now" : "cannot hold an item twice any more");
        if (old.Items is { } oldItem && now.Items is { } item)
            Value(path + "[]", oldItem, item);
        if (old.Values is { } oldValue && now.Values is { } value)
            Value(path + "[*]", oldValue, value);
        if (old.Shape.Properties is not null && now.Shape.Properties is not null && _compared.Add((old.Shape, now.Shape)))
            Record(path, old.Shape, now.Shape);
    }

    private void Record(string path, ContractSchema old, ContractSchema now)
    {
        foreach (KeyValuePair<string, ContractSchema> member in old.Properties!)
        {
            string at = path.Length == 0 ? member.Key : $"{path}.{member.Key}";
            if (!now.Properties!.TryGetValue(member.Key, out ContractSchema? same))
            {
                Report(at, "was removed or renamed");
                continue;
            }
            bool was = old.Required.Contains(member.Key), isRequired = now.Required.Contains(member.Key);
            if (_ofResult ? was && !isRequired : isRequired && !was)
                Report(at, _ofResult ? "can be absent now" : "must be given now");
            Value(at, member.Value, same);
        }
        if (_ofResult)
            return;
        foreach (string name in now.Properties!.Keys.Where(n => !old.Properties.ContainsKey(n) && now.Required.Contains(n)))
            Report($"{path}.{name}", "is new and must be given");
    }

    private void Report(string path, string what) => _changes.Add(new ContractChange(
        _parameter,
        $"{(!_ofResult ? $"parameter '{path}'" : path.Length == 0 ? _subject : $"'{path}' of {_subject}")} {what}"));
}
