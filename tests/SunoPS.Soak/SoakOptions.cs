namespace SunoPS.Soak;

/// <summary>The options of the program.</summary>
/// <param name="Seconds">The duration of streaming in seconds.</param>
/// <param name="Seed">The seed of the faults.</param>
/// <param name="WritePath">The file for the figures; null for none.</param>
internal sealed record SoakOptions(int Seconds, int Seed, string? WritePath)
{
    public const string Usage = "usage: SunoPS.Soak [--seconds N] [--seed N] [--write FILE]";

    public static bool TryParse(string[] args, out SoakOptions options, out string error)
    {
        options = new SoakOptions(60, 20, null);
        error = "";
        for (int i = 0; i < args.Length; i += 2)
        {
            string value = i + 1 < args.Length ? args[i + 1] : "";
            bool isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
            switch (args[i])
            {
                case "--seconds" when isNumber && number > 0:
                    options = options with { Seconds = number };
                    break;
                case "--seed" when isNumber:
                    options = options with { Seed = number };
                    break;
                case "--write" when value.Length > 0:
                    options = options with { WritePath = value };
                    break;
                default:
                    error = $"cannot use '{args[i]} {value}'";
                    return false;
            }
        }

        return true;
    }
}
