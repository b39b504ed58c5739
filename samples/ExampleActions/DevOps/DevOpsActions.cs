using Tinpot;

namespace ExampleActions;

/// <summary>Bringing software to machines.</summary>
[ActionGroup("DevOps")]
public static class DevOpsActions
{
    /// <summary>Test, build and deploy the application (simulated: nothing is deployed).</summary>
    /// <param name="environment">Where to, for example staging or production</param>
    /// <param name="skipTests">Deploy without running the tests first</param>
    /// <param name="cancel">Ends the deployment between two steps</param>
    [Action]
    [MaxConcurrent(1, Key = nameof(environment))]
    public static async Task<Deployment> DeployAppAsync(
        string environment = "staging", bool skipTests = false, CancellationToken cancel = default)
    {
        Console.WriteLine($"Starting deployment to {environment}...");
        if (!skipTests)
        {
            await Simulation.StepAsync("Running tests...", cancel);
        }

        await Simulation.StepAsync("Building application...", cancel);
        await Simulation.StepAsync($"Deploying to {environment}...", cancel);
        Console.WriteLine("✓ Deployment complete!");
        return new Deployment(environment, Version: "1.0.0", DateTimeOffset.UtcNow);
    }

    /// <summary>Back the database up, then deploy the application (simulated: nothing is deployed).</summary>
    /// <param name="environment">Where to, for example staging or production</param>
    /// <param name="cancel">Ends the workflow between two steps</param>
    [Action]
    public static async Task<FullDeployment> FullDeployAsync(
        string environment = "staging", CancellationToken cancel = default)
    {
        Console.WriteLine("Step 1/2: backing the database up");
        var backup = await DatabaseActions.DbBackupAsync(cancel: cancel);
        Console.WriteLine("Step 2/2: deploying the application");
        var deployment = await DeployAppAsync(environment, skipTests: false, cancel);
        Console.WriteLine("✓ Full deployment complete!");
        return new FullDeployment(backup, deployment, Workflow: "success");
    }

    /// <summary>Deploy the application to several environments at once, each as an execution of its own (simulated: nothing is deployed).</summary>
    /// <param name="environments">Where to</param>
    /// <param name="skipTests">Deploy without running the tests first</param>
    [Action]
    public static async Task<Deployment[]> RollOutAsync(string[] environments, bool skipTests = false)
    {
        Console.WriteLine($"Rolling out to {environments.Length} environments...");
        var deployments = await Task.WhenAll(environments.Select(environment => Submit.DeployApp(environment, skipTests)));
        Console.WriteLine("✓ Rolled out everywhere!");
        return deployments;
    }

    /// <summary>Pull a container image and start it (simulated: no container is started).</summary>
    /// <param name="image">Image with its tag</param>
    /// <param name="port">Port it listens on</param>
    /// <param name="cancel">Ends the deployment between two steps</param>
    [Action(Queue = "devops")]
    public static async Task<ContainerDeployment> DockerDeployAsync(
        string image = "nginx:latest", int port = 8080, CancellationToken cancel = default)
    {
        await Simulation.StepAsync($"Pulling image {image}...", cancel);
        await Simulation.StepAsync($"Starting container on port {port}...", cancel);
        Console.WriteLine("✓ Container running!");
        return new ContainerDeployment(image, port, Status: "running");
    }

    /// <summary>Fetch and pull a branch of a repository (simulated: no repository is contacted).</summary>
    /// <param name="repoUrl">Where the repository is</param>
    /// <param name="branch">Branch to update</param>
    /// <param name="cancel">Ends the update between two steps</param>
    [Action(Queue = "devops", Timeout = "5m", Retries = 2)]
    public static async Task<RepositoryUpdate> GitUpdateAsync(
        string repoUrl, string branch = "main", CancellationToken cancel = default)
    {
        await Simulation.StepAsync($"Fetching {repoUrl}...", cancel);
        await Simulation.StepAsync($"Pulling {branch}...", cancel);
        Console.WriteLine("✓ Repository updated!");
        return new RepositoryUpdate(repoUrl, branch, Status: "updated");
    }

    /// <summary>Run a command on another machine (simulated: no machine is contacted).</summary>
    /// <param name="host">Name or address of the machine</param>
    /// <param name="command">What to run there</param>
    /// <param name="cancel">Ends it between two steps</param>
    [Action(Queue = "devops")]
    public static async Task<RemoteCommand> SshExecuteAsync(
        string host, string command = "uptime", CancellationToken cancel = default)
    {
        await Simulation.StepAsync($"Connecting to {host}...", cancel);
        await Simulation.StepAsync($"Running: {command}", cancel);
        Console.WriteLine("✓ Command complete!");
        return new RemoteCommand(host, command, Output: $"(simulated output of {command})", Status: "success");
    }
}
