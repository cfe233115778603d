namespace SunoPS.Gateway;

/// <summary>A response that is not about tasks: an entry of <c>relays.txt</c>, which explains its cells.</summary>
internal sealed partial record RelayAnswer(
    RelaySoftware Software, string Keys, int Status, string Target, string? Text, string Body)
{
    /// <summary>The name of every key that is not valid.</summary>
    private const string WrongKey = "wrong";

    public static IReadOnlyList<RelayAnswer> All { get; } =
    [
        .. Comment().Replace(
                File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "relays.txt")).ReplaceLineEndings("\n"), "")
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries).SelectMany(Read),
    ];

    public string ContentType => Body.StartsWith('<') ? "text/html; charset=utf-8" : "application/json; charset=utf-8";

    public bool IsFor(RelaySoftware software, string? key, string target, GatewayRequest request) =>
        Software.HasFlag(software)
        && Keys switch
        {
            "*" => true,
            "-" => key is not null,
            _ => Keys.Split(' ').Contains(key ?? WrongKey),
        }
        && Regex.IsMatch(target, $"^(?:{Target})$")
        && (Text is null || Regex.IsMatch(request.RawTarget + request.BodyText, Text));

    public string Write(string target, string requestId, int spent) => Amount().Replace(
        Regex.Match(target, $"^(?:{Target})$").Result(Body).Replace("{id}", requestId, StringComparison.Ordinal),
        amount =>
        {
            int change = Number(amount.Groups[2]) * spent / Number(amount.Groups[3]);
            return $"{Math.Max(0, Number(amount.Groups[1]) + change)}";
        });

    private static IEnumerable<RelayAnswer> Read(string entry)
    {
        string[] parts = entry.Trim('\n').Split('\n', 2);
        string[] cells = parts[0].Split(" | ");
        return cells[2].Split(' ').Select(status => new RelayAnswer(
            Enum.Parse<RelaySoftware>(cells[0]), cells[1], Number(status), cells[3],
            cells.ElementAtOrDefault(4)?.Replace("{status}", status, StringComparison.Ordinal),
            parts[1].Replace("{status}", status, StringComparison.Ordinal)));
    }

    [GeneratedRegex("^#.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\{(\d+)([+-])spent/(\d+)\}")]
    private static partial Regex Amount();

    private static int Number(Group group) => group.Value switch { "+" => 1, "-" => -1, var digits => Number(digits) };

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
