namespace SunoPS.Help;

/// <summary>Wraps text at blanks.</summary>
internal static class TextWrap
{
    /// <summary>Returns the lines of a text. Does not break words that are longer than a line.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        foreach (string paragraph in text.Split('\n'))
        {
            string line = "";
            foreach (string word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    yield return line;
                    line = "";
                }

                line = line.Length == 0 ? word : $"{line} {word}";
            }

            yield return line;
        }
    }
}
