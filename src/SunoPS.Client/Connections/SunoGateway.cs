namespace SunoPS;

/// <summary>The dialect of a gateway: each gateway is one row.</summary>
/// <remarks>Create a row for another gateway from <see cref="Custom"/>.</remarks>
public sealed record SunoGateway
{
    /// <summary>X-See: batch by GET with a body, key without a scheme.</summary>
    public static SunoGateway XSee { get; } = new()
    {
        Name = "XSee",
        BaseUri = new Uri("https://aigc.x-see.cn"),
        AuthenticationScheme = SunoAuthenticationScheme.Raw,
        BatchMethod = SunoBatchMethod.Get,
    };

    /// <summary>OpenAI-Hub: batch by POST with a required action.</summary>
    public static SunoGateway OpenAIHub { get; } = new()
    {
        Name = "OpenAIHub",
        BaseUri = new Uri("https://api.openai-hub.com"),
        DefaultAction = "MUSIC",
    };

    /// <summary>Ecovai: batch by POST.</summary>
    public static SunoGateway Ecovai { get; } = new()
    {
        Name = "Ecovai",
        BaseUri = new Uri("https://api.ecovai.cn"),
    };

    /// <summary>Any other gateway: the most common dialect, without an address.</summary>
    public static SunoGateway Custom { get; } = new();

    /// <summary>The gateways with a name.</summary>
    public static IReadOnlyList<SunoGateway> Known { get; } = [XSee, OpenAIHub, Ecovai];

    /// <summary>The name; null for a gateway that is named by its host.</summary>
    public string? Name { get; init; }

    /// <summary>The base address; null if the user gives it.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>How the key is sent.</summary>
    public SunoAuthenticationScheme AuthenticationScheme { get; init; } = SunoAuthenticationScheme.Bearer;

    /// <summary>The path of a single task, relative to the base address; the escaped id follows.</summary>
    public string TaskPath { get; init; } = "/suno/fetch/";

    /// <summary>The path of a batch request, relative to the base address.</summary>
    public string BatchPath { get; init; } = "/suno/fetch";

    /// <summary>The method of a batch request.</summary>
    public SunoBatchMethod BatchMethod { get; init; } = SunoBatchMethod.Post;

    /// <summary>The default action of a batch request; null to omit it.</summary>
    public string? DefaultAction { get; init; }

    /// <summary>The prefix of the paths of submissions, before <c>music</c>, <c>lyrics</c> or <c>concat</c>.</summary>
    public string SubmitPath { get; init; } = "/suno/submit/";

    /// <summary>The path of an upload by address, relative to the base address.</summary>
    public string UploadPath { get; init; } = "/suno/uploads/audio-url";

    /// <summary>
    /// Detects the dialect of a gateway at no cost: requests a task that does not exist, until a response follows the
    /// protocol and accepts the key. Only the given host receives the key; that of a known gateway receives nothing. A
    /// path that is not part of the base address, such as <c>/v1</c>, is removed.
    /// </summary>
    /// <exception cref="SunoApiException">The address is invalid, or no probe was accepted.</exception>
    internal static Task<SunoGateway> DetectAsync(
        Uri baseUri, string? apiKey, SunoConnectionOptions? options = null,
        IProgress<SunoRequestEvent>? listener = null, CancellationToken cancellationToken = default) =>
        new GatewayDetector(baseUri, apiKey, options ?? new SunoConnectionOptions(), listener)
            .DetectAsync(cancellationToken);

    /// <summary>Finds a gateway by name, ignoring case and hyphens.</summary>
    /// <param name="name">The name, such as <c>OpenAIHub</c> or <c>OpenAI-Hub</c>.</param>
    /// <returns>The row; null if there is no gateway of that name.</returns>
    public static SunoGateway? Find(string? name) => Known.FirstOrDefault(gateway => string.Equals(
        gateway.Name, string.Concat((name ?? "").Split('-')).Trim(), StringComparison.OrdinalIgnoreCase));
}
