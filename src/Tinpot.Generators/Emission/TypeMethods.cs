using Tinpot.Generators.Model;
using Tinpot.Generators.Parsing.Projects;

namespace Tinpot.Generators.Emission;

/// <summary>Names the methods of a generated class that read or write one type each, and remembers which are still to be printed.</summary>
internal sealed class TypeMethods(string prefix)
{
    private readonly Dictionary<TypeModel, string> _names = [];
    private readonly Queue<KeyValuePair<TypeModel, string>> _pending = new();

    public string NameOf(TypeModel type)
    {
        TypeModel key = type with { Nullable = false };
        if (!_names.TryGetValue(key, out string? name))
        {
            name = $"{prefix}{ShortName(key)}_{_names.Count}";
            _names.Add(key, name);
            _pending.Enqueue(new KeyValuePair<TypeModel, string>(key, name));
        }
        return name;
    }

    public bool TryNext(out TypeModel type, out string name)
    {
        bool any = _pending.Count > 0;
        KeyValuePair<TypeModel, string> next = any ? _pending.Dequeue() : default;
        (type, name) = (next.Key, next.Value);
        return any;
    }

    private static string ShortName(TypeModel type) => type switch
    {
        SequenceModel sequence => ShortName(sequence.Item) + "List",
        DictionaryModel dictionary => ShortName(dictionary.Value) + "Map",
        ObjectModel { View: TypeView.Result } => "Result" + ProjectParser.Identifier(Last(type.Name)),
        _ => ProjectParser.Identifier(Last(type.Name)),
    };

    private static string Last(string name)
    {
        int end = name.IndexOf('<');
        string plain = end < 0 ? name : name.Substring(0, end);
        return plain.Substring(plain.LastIndexOfAny(['.', ':']) + 1);
    }
}
