#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# A linter for the prose of documentation and comments: phrases to avoid, each with a better one. Code is not prose.

BeforeDiscovery {
    $root = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $pages = Get-Item -Path (Join-Path $root '*.md'), (Join-Path $root 'docs' '*.md'),
        (Join-Path $root 'src' 'SunoPS' 'en-US' '*.md') |
        ForEach-Object {
            @{ Page = [IO.Path]::GetRelativePath($root, $_.FullName).Replace('\', '/'); Path = $_.FullName }
        }
}

BeforeAll {
    Set-StrictMode -Version Latest
    $ErrorActionPreference = 'Stop'

    # A pattern, and a better wording. A space matches any white space.
    $rules = [ordered]@{
        '\b(what|whatever) (is|was|are|were|has|had|came|comes|failed|went|follows)\b' = 'a noun: the response'
        '\b(what|whatever) (can|cannot|could|would|goes|gets)\b' = 'a noun: the response, the options'
        '\b(that|those|this) which\b' = 'that'
        "\bof (one's|its|your|their|his) own\b|\bone's own\b" = 'its own …, or nothing'
        '\bas (it|they) stands?\b' = 'unchanged, as is'
        '\b(no ?body|somebody|whoever|whosoever)\b' = 'name the subject'
        '\b(un)?asked for\b|\bask(s|ing)? (the gateway )?for\b|\basks? (the gateway|again)\b' = 'poll, fetch, retry'
        '\b(go|goes|went|going) on\b' = 'continue, resume'
        '\b(break|breaks|broke) off\b|\bcut off\b' = 'truncated, interrupted'
        '\bin(to)? the places? of\b|\bputs in\b' = 'replace, overwrite'
        '(?<!\bthere )\b(is|are|was|were) no (?!longer|more)' = 'is not'
        '\bthat there is not\b' = 'that does not exist'
        '\bunder way\b' = 'in flight, running, at once'
        '\b(shall|heed|heeds|bears?|anew|thereof|hence|lest)\b' = 'plain modern English'
        '\b(mend|mended|mends)\b' = 'fix, recover'
        '\bat the most\b|\bfor ever\b' = 'at most, forever'
        '\b(is|are|was|were) told\b|\btells? (of|as)\b' = 'reported, shown'
        '\bunseen\b' = 'silently'
        '\bas ever\b' = 'as usual'
        '\bin another way\b|\bin the same way as\b' = 'differently, like'
        '\bhow (it|they|much|far|many) .{0,20} may\b' = 'a noun'
        '\bhas (music|lyrics|a clip|audio)\b' = 'a verb: generates, joins, saves'
        '\bwants to be\b|\bwanted to be\b' = 'expects'
        '\ba good status\b' = 'a success status'
        '\bby way of\b|\bby itself\b' = 'through; automatically'
        '\bcomes? (in|out|back) (as|at)\b' = 'arrives, is output'
        '\w!(?=\s|$)' = 'a full stop'
        '(?<!\.)\.\.(?!\.|/)(?=\s|$)' = 'one full stop'
        '\b(behaviou|colou|favou|honou|harbou|neighbou|rumou|labou)r\w*' = 'American spelling: -or'
        '\b(optimi|seriali|organi|recogni|initiali|normali)s(e|ed|es|ing|ation|er)\w*' = 'American spelling: -ize'
        '\b(summari|minimi|maximi|customi|canonicali|synchroni)s(e|ed|es|ing|ation|er)\w*' = 'American spelling: -ize'
        '\b(analys(e|ed|es)|centre|metre|licence|grey|whilst|amongst)\b' = 'American spelling'
        '\b(cancelled|cancelling|labelled|modelled|signalled|travelled)\b' = 'American spelling: one l'
        '\b(artefact|catalogue|programme|defence|learnt|judgement|afterwards|towards)\w*' = 'American spelling'
    }

    function Get-Prose {
        # The text of a page without code, link targets and comments; every line keeps its number.
        param([string] $Text)

        $blank = { param($match) $match.Value -replace '[^\n]', ' ' }
        $text = $Text.ReplaceLineEndings("`n")
        foreach ($pattern in '(?ms)^```.*?^```', '(?s)<!--.*?-->', '(?m)^    .*$', '(?s)(?<!`)`[^`]+`', '\]\([^)]*\)') {
            $text = [regex]::Replace($text, $pattern, $blank)
        }

        $text
    }

    function Get-Comment {
        # The comments of C# code without tags and quoted code; every line keeps its number.
        param([string] $Text)

        $text = $Text.ReplaceLineEndings("`n")
        $text = [regex]::Replace($text, '(?m)^[^\n]*?(?<=^|\s)///?(?=\s|$)|^[^\n]+$', '')
        [regex]::Replace($text, '(?s)<c>.*?</c>|<[^<>]+>', { param($match) $match.Value -replace '[^\n]', ' ' })
    }

    function Find-Phrase {
        # The phrases of the word list in a text. A line break within a phrase is white space too.
        param([string] $Name, [string] $Text)

        foreach ($rule in $rules.GetEnumerator()) {
            foreach ($match in [regex]::Matches($Text, $rule.Key.Replace(' ', '\s+'), 'IgnoreCase')) {
                $line = ($Text.Substring(0, $match.Index) -split '\n').Count
                "${Name}:${line}: '$($match.Value -replace '\s+', ' ')'; better: $($rule.Value)"
            }
        }
    }
}

Describe 'The prose of <Page>' -ForEach $pages {
    It 'has no phrase that the word list names' {
        Find-Phrase $Page (Get-Prose ([IO.File]::ReadAllText($Path))) | Should -BeNullOrEmpty
    }

    It 'says first what it is for' {
        $text = (Get-Prose ([IO.File]::ReadAllText($Path))).Trim()

        $text | Should -Match '^# [^\n]+\n\s*\n(?!#|\||- |```)\S'
    }
}

Describe 'The comments of the code' {
    It 'have no phrase that the word list names' {
        $root = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
        $files = @('src', 'tests' | ForEach-Object {
                [IO.Directory]::GetFiles((Join-Path $root $_), '*.cs', 'AllDirectories')
            }) -notmatch '[\\/](bin|obj)[\\/]'
        $files.Count | Should -BeGreaterThan 400

        $hits = foreach ($file in $files) {
            Find-Phrase ([IO.Path]::GetRelativePath($root, $file)) (Get-Comment ([IO.File]::ReadAllText($file)))
        }

        $hits | Should -BeNullOrEmpty
    }
}

Describe 'The word list' {
    It 'finds a phrase across lines, and none in code' {
        Get-Prose "what`nis" | Should -Match ('what is'.Replace(' ', '\s+'))
        Get-Prose '`what is`' | Should -Not -Match 'what'
    }

    It 'finds a phrase in comments, and none in code' {
        Get-Comment "  /// <summary>What`n  /// is <c>code</c>`nint x; // so" | Should -Match 'What\s+is\s+so'
        Get-Comment 'var what = "http://is";' | Should -BeNullOrEmpty
    }
}
