using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Tinpot.Platform;
using Tinpot.Platform.Processes;
using Tinpot.Schemas;

namespace Tinpot.Settings;

/// <summary>
/// Reads the settings and checks them, as options of the framework: command line before environment before
/// <c>appsettings.json</c>; then code changes them; strict about unknown settings.
/// </summary>
/// <param name="configuration">Holds the environment by variable name, and the section <c>Tinpot</c>.</param>
/// <param name="commandLine">Text by switch (<c>--log-limit</c>), in either spelling.</param>
/// <param name="contentRoot">Relative folders start here.</param>
internal sealed class OptionReader(IConfiguration configuration, IReadOnlyDictionary<string, string> commandLine, string contentRoot)
    : IConfigureOptions<TinpotOptions>, IValidateOptions<TinpotOptions>
{
    private static readonly char[] LineBreaks = ['\r', '\n'];

    private readonly List<string> _problems = [];
    private bool _typed;

    /// <exception cref="StartException">Names everything that is wrong.</exception>
    public static ConfiguredOptions Read(
        IConfiguration configuration,
        IReadOnlyDictionary<string, string> commandLine,
        string contentRoot,
        Action<TinpotOptions>? configure = null)
    {
        var reader = new OptionReader(configuration, commandLine, contentRoot);
        var options = new TinpotOptions();
        reader.Configure(options);
        configure?.Invoke(options);
        ValidateOptionsResult result = reader.Validate(null, options);
        return result.Failed ? throw reader.Refusal(result.Failures) : reader.Accept(options);
    }

    /// <summary>Reads everything that is text.</summary>
    public void Configure(TinpotOptions options)
    {
        _problems.Clear();
        _typed = false;
        IConfigurationSection section = configuration.GetSection(OptionTable.Section);
        foreach (OptionDefinition definition in OptionTable.All)
        {
            if (definition.Spellings.FirstOrDefault(commandLine.ContainsKey) is { } spelling)
            {
                int before = _problems.Count;
                Apply(definition, options, spelling, commandLine[spelling], _problems);
                _typed |= _problems.Count > before;
            }
            else if (configuration[definition.Variable]?.Trim(LineBreaks) is { Length: > 0 } variable)
                Apply(definition, options, definition.Variable, variable, _problems);
            else
                ApplySetting(definition, options, section.GetSection(definition.Setting), _problems);
        }

        _problems.AddRange(UnknownSettings(section));
    }

    /// <summary>Checks what text and code have set; folders are absolute paths when everything is right.</summary>
    public ValidateOptionsResult Validate(string? name, TinpotOptions options)
    {
        List<string> problems = [.. _problems, .. CodeSettings.Problems(options)];
        if (options is { Key: not null, KeyFile: not null })
            problems.Add("TINPOT_KEY and TINPOT_KEY_FILE are both set; keep one of them.");
        if (options.Isolation == Isolation.Process && !OperatingSystem.IsLinux())
            problems.Add("TINPOT_ISOLATION is 'process'; actions can run in child processes only on Linux. Remove the setting; then they run in the host process.");
        if (problems.Count > 0)
            return ValidateOptionsResult.Fail(problems);

        options.DataFolder = Path.GetFullPath(options.DataFolder, contentRoot);
        if (options.KeyFile is not null)
            options.KeyFile = Path.GetFullPath(options.KeyFile, contentRoot);
        return ValidateOptionsResult.Success;
    }

    /// <param name="options">They have passed the check.</param>
    public ConfiguredOptions Accept(TinpotOptions options) => new(options, [.. UnknownVariables(configuration)]);

    public StartException Refusal(IEnumerable<string> problems) => new(string.Join(Environment.NewLine, problems)) { Typed = _typed };

    /// <summary>An empty setting counts as unset, as an empty variable does: that is how compose files leave one out.</summary>
    private static void ApplySetting(OptionDefinition definition, TinpotOptions options, IConfigurationSection setting, List<string> problems)
    {
        string source = $"{OptionTable.Section}:{definition.Setting} in appsettings.json";
        string?[] items = [.. setting.GetChildren().Select(item => item.Value)];
        if (setting.Value?.Trim(LineBreaks) is { Length: > 0 } text)
            Apply(definition, options, source, text, problems);
        else if (items.Length > 0 && definition.Items is null)
            problems.Add($"{source} is an array or an object; it takes one value.");
        else if (items.Length > 0 && definition.Items!(options, [.. items.Select(item => item ?? "")]) is { } must)
            problems.Add($"{source} is [{string.Join(", ", items.Select(item => $"'{item}'"))}]; it {must}.");
    }

    /// <remarks>Line breaks at the end, which a file or a secret often has, are gone by now; others are never meant. A byte order mark
    /// comes from a file too.</remarks>
    private static void Apply(OptionDefinition definition, TinpotOptions options, string source, string text, List<string> problems)
    {
        text = text.TrimStart(ByteOrderMark.Character);
        if (text.FirstOrDefault(char.IsControl) is not '\0' and var control)
            problems.Add($"{source} holds {(control is '\n' or '\r' ? "a line break" : $"the control character U+{(int)control:X4}")}; remove it.");
        else if (definition.Apply(options, text) is { } must)
            problems.Add(definition.Secret ? $"{source} {must}." : $"{source} is '{text}'; it {must}.");
    }

    private static IEnumerable<string> UnknownSettings(IConfigurationSection section)
    {
        foreach (IConfigurationSection setting in section.GetChildren())
        {
            if (OptionTable.All.Any(definition => definition.Setting.Equals(setting.Key, StringComparison.OrdinalIgnoreCase)))
                continue;
            string meant = Suggestion.Closest(setting.Key, OptionTable.All.Select(definition => definition.Setting)) is { } nearest
                ? $" Did you mean {OptionTable.Section}:{nearest}?"
                : "";
            yield return $"{OptionTable.Section}:{setting.Key} in appsettings.json is not a setting.{meant}";
        }
    }

    /// <summary>A warning only: Kubernetes sets <c>TINPOT_PORT</c> and its like for a service named tinpot.</summary>
    private static List<string> UnknownVariables(IConfiguration configuration)
    {
        var unknown = new List<string>();
        foreach (IConfigurationSection variable in configuration.GetChildren())
        {
            // The mark of a child is in the environment of everything a child starts
            if (!variable.Key.StartsWith("TINPOT_", StringComparison.Ordinal)
                || variable.Key == ProcessMark.Variable
                || OptionTable.All.Any(definition => definition.Variable.Equals(variable.Key, StringComparison.OrdinalIgnoreCase)))
                continue;
            unknown.Add(Suggestion.Closest(variable.Key, OptionTable.All.Select(definition => definition.Variable)) is { } nearest
                ? $"{variable.Key} (did you mean {nearest}?)"
                : variable.Key);
        }

        return unknown.Count == 0 ? [] : [$"Environment variables that are not settings, ignored: {string.Join(", ", unknown)}."];
    }
}
