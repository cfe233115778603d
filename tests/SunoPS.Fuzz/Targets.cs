using SunoPS.Client.Tests;

namespace SunoPS.Fuzz;

/// <summary>The parts of the client to fuzz. A target throws nothing but <see cref="SunoApiException"/>.</summary>
internal static class Targets
{
    /// <summary>The targets by name.</summary>
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new Dictionary<string, Action<byte[]>>
    {
        ["json"] = static input => SavedJson.Read(Encoding.UTF8.GetString(input)),
        ["response"] = static input =>
        {
            // Each input has its own connection: after a 429, a connection sends nothing for a while.
            var connection = new SunoConnection(
                SunoGateway.Custom with { BaseUri = new Uri("http://127.0.0.1/") }, "sk-fuzz-4Hq8Zt2Lw6Rb",
                new SunoConnectionOptions { MaximumRetryCount = 0, TimeoutSec = 60 })
            {
                Handler = InMemoryConnection.Transport(() => input),
            };
            try
            {
                new SunoClient(connection).GetTaskAsync("t-1").GetAwaiter().GetResult();
            }
            finally
            {
                connection.Close();
            }
        },
        ["journal"] = static input =>
        {
            var file = new JournalFile("fuzz.jsonl");
            file.ReadLines(new MemoryStream(input), CancellationToken.None);
            foreach (JournalLine line in file.Lines)
            {
                line.ToRecord();
            }
        },
        ["name"] = static input =>
        {
            string name = SafeFileName.Tidy(SafeFileName.Clean(Encoding.UTF8.GetString(input)));
            name = SafeFileName.Cut(name, SafeFileName.MaxBytes);
            bool isInside = Path.GetFileName(name) == name && name is not ("." or "..")
                && !name.Any(SafeFileName.IsForbidden)
                && Encoding.UTF8.GetByteCount(name) <= SafeFileName.MaxBytes;
            if (!isInside)
            {
                throw new InvalidOperationException($"'{name}' is not a file name.");
            }
        },
    };
}
