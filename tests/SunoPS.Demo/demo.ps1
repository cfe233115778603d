#Requires -Version 7.4

<#
.SYNOPSIS
    Shows the main jobs end to end: connect, fetch one task, fetch many, write CSV; submit, wait, save. Prints every
    command before it runs it.

.DESCRIPTION
    Started by the demo program, which plays the gateway, in the root of the repository. The key is in SUNO_API_KEY.
#>
[CmdletBinding()]
param(
    # The folder of the module.
    [Parameter(Mandatory)] [string] $ModulePath,
    # The address of the gateway.
    [Parameter(Mandatory)] [uri] $BaseUri,
    # The folder with ids.txt, also for the output files.
    [Parameter(Mandatory)] [string] $OutputPath,
    # The task to fetch separately.
    [Parameter(Mandatory)] [string] $TaskId
)

$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
if ([Console]::IsOutputRedirected) {
    $PSStyle.OutputRendering = 'PlainText'
    $width = 100
} else {
    # Out-String would otherwise remove the colors of tables. NO_COLOR has already set PlainText.
    if ($PSStyle.OutputRendering -eq 'Host') {
        $PSStyle.OutputRendering = 'Ansi'
    }
    $width = [Math]::Clamp([Console]::WindowWidth, 80, 120)
}

# Formats a command as at a prompt: in its colors, with a second prompt before each further line.
function Format-Command {
    [OutputType([string])]
    param([string] $Command)

    $tokens = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($Command, [ref] $tokens, [ref] $null)
    $text = [System.Text.StringBuilder]::new()
    $end = 0
    foreach ($token in $tokens | Where-Object Kind -NE EndOfInput) {
        $colour = switch ($token) {
            {
                $_.TokenFlags -band [System.Management.Automation.Language.TokenFlags]::CommandName
            } { $PSStyle.Foreground.BrightYellow; break }
            { $_.Kind -eq 'Variable' } { $PSStyle.Foreground.BrightGreen; break }
            { $_.Kind -eq 'Parameter' } { $PSStyle.Foreground.BrightBlack; break }
            { $_.Kind -in 'StringLiteral', 'StringExpandable' } { $PSStyle.Foreground.Cyan; break }
        }
        $null = $text.Append($Command.Substring($end, $token.Extent.StartOffset - $end))
        $null = $text.Append($colour).Append($token.Text).Append($colour ? $PSStyle.Reset : '')
        $end = $token.Extent.EndOffset
    }

    $dim = $PSStyle.Foreground.BrightBlack
    "${dim}PS>$($PSStyle.Reset) " + ($text.ToString() -replace '\r?\n', "`n${dim}>>$($PSStyle.Reset) ")
}

# Prints the heading of the next step.
function Show-Heading {
    param([string] $Text)

    ''
    "$($PSStyle.Bold)$($PSStyle.Foreground.BrightCyan)# $Text$($PSStyle.Reset)"
    $script:shown = ''
}

# Prints a command, runs it, and prints its output. Dot-source it, so that the variables of the command remain.
function Invoke-Step {
    param([string] $Command)

    if ($script:shown) {
        ''
    }
    Format-Command $Command
    $script:shown = ((. ([scriptblock]::Create($Command)) | Out-String -Stream -Width $width) -join "`n").Trim("`n")
    if ($script:shown) {
        ''
        $script:shown
    }
}

"$($PSStyle.Bold)SunoPS in PowerShell $($PSVersionTable.PSVersion)$($PSStyle.Reset), " +
    'with a local gateway'

Show-Heading 'Load the module and connect once per session'
. Invoke-Step "Import-Module $ModulePath"
. Invoke-Step "Connect-SunoApi -BaseUri $BaseUri -ApiKey `$env:SUNO_API_KEY"

Show-Heading 'Fetch one task: an object with clips'
. Invoke-Step "`$task = Get-SunoTask $TaskId"
. Invoke-Step '$task'
. Invoke-Step '$task.Clips[0] | Format-List Title, Duration, Tags, CreateTime, AudioUrl'

Set-Location -LiteralPath $OutputPath
$ids = Get-Content ids.txt
Show-Heading "Fetch $($ids.Count) ids from a file: 100 per request, in the order of the file"
. Invoke-Step @'
$tasks = Get-Content ids.txt |
    Get-SunoTaskBatch -ErrorVariable missing -ErrorAction SilentlyContinue
'@
. Invoke-Step '$tasks | Select-Object -First 10'
. Invoke-Step '$tasks | Group-Object Status -NoElement | Sort-Object Count -Descending'

Show-Heading "No id is lost: $($missing.Count) are unknown, and each has its error"
. Invoke-Step '$missing | Select-Object TargetObject, FullyQualifiedErrorId'

Show-Heading 'Write CSV: a row per task, and a row per clip'
. Invoke-Step '$tasks | Export-Csv tasks.csv'
. Invoke-Step '$clips = $tasks | Get-SunoTaskBatch -ExpandClip'
. Invoke-Step '$clips | Select-Object -First 6'
. Invoke-Step '$clips | Export-Csv clips.csv'

Show-Heading 'Read it back: times, lengths and lyrics are unchanged'
. Invoke-Step 'Import-Csv tasks.csv | Select-Object -First 4 Status, SubmitTime, Elapsed, Title'
. Invoke-Step '(Import-Csv clips.csv)[4].Prompt'
. Invoke-Step '(Import-Csv clips.csv)[4].Prompt -eq $clips[4].Prompt'

Show-Heading 'Submit a song, wait for it, and save it'
. Invoke-Step "Submit-SunoMusic -Description 'a shanty about deadlines' -WhatIf"
. Invoke-Step @'
Submit-SunoMusic -Description 'a shanty about deadlines' |
    Wait-SunoTask -PollingIntervalSec 1 |
    Save-SunoClip -Path ./songs -PassThru |
    Format-Table Length, Name
'@

Show-Heading 'Written'
foreach ($name in 'tasks.csv', 'clips.csv') {
    '{0,7} rows  {1}' -f @(Import-Csv $name).Count, (Join-Path $OutputPath $name)
}
'{0,7} songs {1}' -f @(Get-ChildItem songs).Count, (Join-Path $OutputPath songs)

Show-Heading 'Now with your own key'
"  Import-Module $ModulePath"
'  Connect-SunoApi -Gateway XSee -ApiKey <key>    # or OpenAIHub, Ecovai, -BaseUri'
'  Get-Help Get-SunoTaskBatch -Full'
