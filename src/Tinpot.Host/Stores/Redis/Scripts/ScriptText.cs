using System.Text;
using Tinpot.Platform.Reflection;

namespace Tinpot.Stores.Redis.Scripts;

/// <summary>The parts of scripts, which are files beside this one.</summary>
internal static class ScriptText
{
    public static string Load(string name)
    {
        using Stream stream = HostAssembly.Open($"redis/{name}.lua")
            ?? throw new InvalidOperationException($"The script {name} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd() + "\n";
    }
}
