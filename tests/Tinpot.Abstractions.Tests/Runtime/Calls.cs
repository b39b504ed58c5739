using System.Text.Json;
using Tinpot.Runtime;

namespace Tinpot.Abstractions.Tests.Runtime;

// What the generator emits for calls, by hand.

internal readonly struct VoidCall(Action code) : INestedVoidCall
{
    public static string Action => "nothing";

    public void WriteArguments(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("n"u8, 1);
        writer.WriteEndObject();
    }

    public void Invoke() => code();
}

internal readonly struct ValueCall(Func<string> code) : INestedValueCall<string>
{
    public static string Action => "value";

    public static void WriteResult(Utf8JsonWriter writer, string result) => writer.WriteStringValue(result);

    public void WriteArguments(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    public string Invoke() => code();
}

internal readonly struct TaskCall(Func<Task> code) : INestedTaskCall
{
    public static string Action => "task";

    public void WriteArguments(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    public Task Invoke() => code();
}

internal readonly struct TaskValueCall(Func<Task<string>> code) : INestedTaskCall<string>
{
    public static string Action => "task_value";

    public static void WriteResult(Utf8JsonWriter writer, string result) => writer.WriteStringValue(result);

    public void WriteArguments(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    public Task<string> Invoke() => code();
}

internal readonly struct ValueTaskCall(Func<ValueTask> code) : INestedValueTaskCall
{
    public static string Action => "value_task";

    public void WriteArguments(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    public ValueTask Invoke() => code();
}

internal readonly struct ValueTaskValueCall(Func<ValueTask<string>> code) : INestedValueTaskCall<string>
{
    public static string Action => "value_task_value";

    public static void WriteResult(Utf8JsonWriter writer, string result) => writer.WriteStringValue(result);

    public void WriteArguments(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    public ValueTask<string> Invoke() => code();
}

internal readonly struct StreamCall(Func<IAsyncEnumerable<int>> code) : INestedStreamCall<int>
{
    public static string Action => "stream";

    public static void WriteResult(Utf8JsonWriter writer, int result) => writer.WriteNumberValue(result);

    public void WriteArguments(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    public IAsyncEnumerable<int> Invoke() => code();
}

/// <summary>A call whose arguments and result are the author's broken code to write.</summary>
internal readonly struct UnwritableCall : INestedValueCall<string>
{
    public static string Action => "unwritable";

    public static void WriteResult(Utf8JsonWriter writer, string result) => throw new NotSupportedException();

    public void WriteArguments(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        throw new NotSupportedException();
    }

    public string Invoke() => "fine";
}

internal readonly struct CountCall : INestedValueCall<int>
{
    public static string Action => "count";

    public static void WriteResult(Utf8JsonWriter writer, int result) => writer.WriteNumberValue(result);

    public void WriteArguments(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    public int Invoke() => 1;
}
