namespace SunoPS.Client.Tests.Repository;

/// <summary>A linter for documentation and comments: phrases to avoid, each with a better one.</summary>
public sealed partial class ProseTests
{
    /// <summary>A pattern, and a better wording. A space matches any white space.</summary>
    private static readonly Dictionary<string, string> Rules = new()
    {
        [@"\b(what|whatever) (is|was|are|were|has|had|came|comes|failed|went|follows)\b"] = "a noun: the response",
        [@"\b(what|whatever) (can|cannot|could|would|goes|gets)\b"] = "a noun: the response, the options",
        [@"\b(that|those|this) which\b"] = "that",
        [@"\bof (one's|its|your|their|his) own\b|\bone's own\b"] = "its own …, or nothing",
        [@"\bas (it|they) stands?\b"] = "unchanged, as is",
        [@"\b(no ?body|somebody|whoever|whosoever)\b"] = "name the subject",
        [@"\b(un)?asked for\b|\bask(s|ing)? (the gateway )?for\b|\basks? (the gateway|again)\b"] = "poll, fetch, retry",
        [@"\b(go|goes|went|going) on\b"] = "continue, resume",
        [@"\b(break|breaks|broke) off\b|\bcut off\b"] = "truncated, interrupted",
        [@"\bin(to)? the places? of\b|\bputs in\b"] = "replace, overwrite",
        [@"(?<!\bthere )\b(is|are|was|were) no (?!longer|more)"] = "is not",
        [@"\bthat there is not\b"] = "that does not exist",
        [@"\bunder way\b"] = "in flight, running, at once",
        [@"\b(shall|heed|heeds|bears?|anew|thereof|hence|lest)\b"] = "plain modern English",
        [@"\b(mend|mended|mends)\b"] = "fix, recover",
        [@"\bat the most\b|\bfor ever\b"] = "at most, forever",
        [@"\b(is|are|was|were) told\b|\btells? (of|as)\b"] = "reported, shown",
        [@"\bunseen\b"] = "silently",
        [@"\bas ever\b"] = "as usual",
        [@"\bin another way\b|\bin the same way as\b"] = "differently, like",
        [@"\bhow (it|they|much|far|many) .{0,20} may\b"] = "a noun",
        [@"\bhas (music|lyrics|a clip|audio)\b"] = "a verb: generates, joins, saves",
        [@"\bwants to be\b|\bwanted to be\b"] = "expects",
        [@"\ba good status\b"] = "a success status",
        [@"\bby way of\b|\bby itself\b"] = "through; automatically",
        [@"\bcomes? (in|out|back) (as|at)\b"] = "arrives, is output",
        [@"\w!(?=\s|$)"] = "a full stop",
        [@"(?<!\.)\.\.(?!\.|/)(?=\s|$)"] = "one full stop",
        [@"\b(behaviou|colou|favou|honou|harbou|neighbou|rumou|labou)r\w*"] = "American spelling: -or",
        [@"\b(optimi|seriali|organi|recogni|initiali|normali)s(e|ed|es|ing|ation|er)\w*"] = "American spelling: -ize",
        [@"\b(summari|minimi|maximi|customi|canonicali|synchroni)s(e|ed|es|ing|ation|er)\w*"] =
            "American spelling: -ize",
        [@"\b(analys(e|ed|es)|centre|metre|licence|grey|whilst|amongst)\b"] = "American spelling",
        [@"\b(cancelled|cancelling|labelled|modelled|signalled|travelled)\b"] = "American spelling: one l",
        [@"\b(artefact|catalogue|programme|defence|learnt|judgement|afterwards|towards)\w*"] = "American spelling",
    };

    private static readonly (Regex Pattern, string Better)[] Compiled =
    [
        .. Rules.Select(rule => (
            new Regex(
                rule.Key.Replace(" ", @"\s+", StringComparison.Ordinal),
                RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled),
            rule.Value)),
    ];

    public static TheoryData<string> Pages =>
    [
        .. new[] { "", "docs", "src/SunoPS/en-US" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, folder), "*.md"))
            .Select(path => Path.GetRelativePath(RepositoryFiles.Root, path).Replace('\\', '/')),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_prose_of_a_page_has_no_phrase_of_the_list_and_says_first_what_it_is_for(string page)
    {
        string text = ProseOf(File.ReadAllText(Path.Combine(RepositoryFiles.Root, page)));

        Assert.Empty(Phrases(page, text));
        Assert.Matches(@"^# [^\n]+\n\s*\n(?!#|\||- |```)\S", text.Trim());
    }

    [Fact]
    public void The_comments_of_the_code_have_no_phrase_of_the_list()
    {
        string[] files =
        [
            .. new[] { "src", "tests" }
                .SelectMany(folder => LineWidthTests.FilesBelow(Path.Combine(RepositoryFiles.Root, folder)))
                .Where(file => Path.GetExtension(file) == ".cs"),
        ];

        Assert.True(files.Length > 300);
        Assert.Empty(files.SelectMany(file => Phrases(
            Path.GetRelativePath(RepositoryFiles.Root, file), CommentsOf(File.ReadAllText(file)))));
    }

    [Fact]
    public void A_phrase_is_found_across_lines_and_in_comments_but_not_in_code()
    {
        Assert.Single(Phrases("page", ProseOf("what\nis")));
        Assert.Empty(Phrases("page", ProseOf("`what is`")));
        Assert.Single(Phrases("file", CommentsOf("  /// <summary>What\n  /// is <c>code</c>\nint x; // so")));
        Assert.Empty(Phrases("file", CommentsOf("var what = \"http://is\";")));
    }

    /// <summary>Finds the phrases of the list. A line break within a phrase is white space too.</summary>
    private static IEnumerable<string> Phrases(string name, string text) =>
        from rule in Compiled
        from match in rule.Pattern.Matches(text)
        let line = text.AsSpan(0, match.Index).Count('\n') + 1
        select $"{name}:{line}: '{match.Value}'; better: {rule.Better}";

    /// <summary>The text of a page without code, link targets and comments; every line keeps its number.</summary>
    private static string ProseOf(string text) => NoProse().Replace(text.ReplaceLineEndings("\n"), Blank);

    /// <summary>The comments of C# code without tags and quoted code; every line keeps its number.</summary>
    private static string CommentsOf(string text)
    {
        var comments = new StringBuilder();
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            Match mark = CommentMark().Match(line);
            comments.Append(mark.Success ? line.AsSpan(mark.Index + mark.Length) : "").Append('\n');
        }

        return Tag().Replace(comments.ToString(), Blank);
    }

    private static string Blank(Match match) => NoBreak().Replace(match.Value, " ");

    [GeneratedRegex(@"^```.*?^```|<!--.*?-->|^    [^\n]*$|(?<!`)`[^`]+`|\]\([^)]*\)",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex NoProse();

    [GeneratedRegex(@"(?<=^|\s)///?(?=\s|$)")]
    private static partial Regex CommentMark();

    [GeneratedRegex("<c>.*?</c>|<[^<>]+>", RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex("[^\n]")]
    private static partial Regex NoBreak();
}
