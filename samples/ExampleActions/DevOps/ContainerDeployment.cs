namespace ExampleActions;

/// <summary>A container that was started.</summary>
/// <param name="Image">Image with its tag</param>
/// <param name="Port">Port it listens on</param>
/// <param name="Status">One word</param>
public sealed record ContainerDeployment(string Image, int Port, string Status);
