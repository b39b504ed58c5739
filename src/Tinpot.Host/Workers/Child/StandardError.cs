namespace Tinpot.Workers.Child;

/// <summary>Writes past <see cref="Console"/>, whose writers are led to an execution or replaced by one.</summary>
internal static class StandardError
{
    public static void Write(string text)
    {
        try
        {
            using Stream error = Console.OpenStandardError();
            error.Write(System.Text.Encoding.UTF8.GetBytes(text + '\n'));
        }
        catch (IOException)
        {
            // Nobody reads any more
        }
    }
}
