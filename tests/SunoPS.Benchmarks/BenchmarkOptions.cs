namespace SunoPS.Benchmarks;

/// <summary>The options of the program.</summary>
/// <param name="Rounds">Number of runs of each contender that count.</param>
/// <param name="Only">The scenarios to run; empty for all.</param>
/// <param name="WritePath">The document whose tables are updated; null for none.</param>
/// <param name="Modules">Names or manifests of modules whose import is measured too.</param>
internal sealed record BenchmarkOptions(
    int Rounds, IReadOnlyList<string> Only, string? WritePath, IReadOnlyList<string> Modules)
{
    public const string Usage = """
        usage: SunoPS.Benchmarks [--rounds N] [--only SCENARIO,...] [--write FILE] [--import MODULE,...]
        scenarios: fresh, batch, single, file, journal, paced, scale, import, read
        """;

    public static bool TryParse(string[] args, out BenchmarkOptions options, out string error)
    {
        options = new BenchmarkOptions(7, [], null, []);
        error = "";
        for (int i = 0; i < args.Length; i += 2)
        {
            string value = i + 1 < args.Length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--rounds" when int
                    .TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) && rounds > 0:
                    options = options with { Rounds = rounds };
                    break;
                case "--only" when value.Length > 0:
                    options = options with { Only = value.Split(',') };
                    break;
                case "--write" when value.Length > 0:
                    options = options with { WritePath = value };
                    break;
                case "--import" when value.Length > 0:
                    options = options with { Modules = value.Split(',') };
                    break;
                default:
                    error = $"cannot use '{args[i]} {value}'";
                    return false;
            }
        }

        return true;
    }
}
