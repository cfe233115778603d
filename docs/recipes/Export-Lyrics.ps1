#Requires -Version 7.4
#Requires -Modules SunoPS

<#
.SYNOPSIS
    Writes the lyrics of tasks to text files.

.DESCRIPTION
    Fetches tasks and writes one text file in UTF-8 for each that has words: the text of a lyrics task, or what the
    first clip of a music task sings. A file goes by the title and the id of its task, without characters that a file
    name cannot have on Windows, Linux or macOS. A file that exists is left alone, with an error, unless -Force is
    given. Gives the files.

.PARAMETER TaskId
    The ids of the tasks; from the pipeline come ids, tasks, and rows with a column TaskId.

.PARAMETER OutputPath
    The folder for the files; it is made where it is missing.

.PARAMETER Action
    The kind of task to ask for. OpenAI-Hub gives lyrics for LYRICS only.

.PARAMETER Force
    Replaces files that exist.

.EXAMPLE
    Get-Content ids.txt | ./Export-Lyrics.ps1 -OutputPath lyrics
    Writes a file for each task that has words.

.EXAMPLE
    Import-Csv tasks.csv | ./Export-Lyrics.ps1 -OutputPath lyrics -Action LYRICS -WhatIf
    Shows which files it would write.
#>
[CmdletBinding(SupportsShouldProcess)]
[OutputType([IO.FileInfo])]
param(
    [Parameter(Mandatory, Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName)]
    [Alias('Id', 'task_id')]
    [AllowEmptyString()]
    [string[]] $TaskId,
    [Parameter(Mandatory)] [string] $OutputPath,
    [string] $Action,
    [switch] $Force
)

begin {
    # A task that cannot be fetched and a file that exists cost only themselves; anything else ends the script.
    $onError = $PSBoundParameters['ErrorAction'] ?? 'Continue'
    $ErrorActionPreference = 'Stop'
    $ids = [Collections.Generic.List[string]]::new()
}

process {
    foreach ($id in $TaskId) {
        if ($id.Trim()) {
            $ids.Add($id)
        }
    }
}

end {
    $kind = $Action ? @{ Action = $Action } : @{}
    $null = New-Item -ItemType Directory -Path $OutputPath -Force
    foreach ($task in $ids | Get-SunoTaskBatch @kind -ErrorAction $onError) {
        $text = $task.Lyrics ? $task.Lyrics.Text : $task.Clips.Count -gt 0 ? $task.Clips[0].Prompt : $null
        if (-not $text) {
            Write-Verbose "Task $($task.TaskId) has no words."
            continue
        }

        # A title is a stranger's text: no separator, no point at an end, and no more of it than a file name holds.
        $title, $id = foreach ($word in $task.Title, $task.TaskId) {
            $word = "$word" -replace '[\p{Cc}<>:"/\\|?*]+', '_'
            $word.Substring(0, [Math]::Min($word.Length, 60)).Trim(' ', '.')
        }
        $file = Join-Path $OutputPath "$($title ? "$title - " : '')$id.txt"
        if ((Test-Path -LiteralPath $file) -and -not $Force) {
            Write-Error "The file $file exists. Replace it with -Force." -Category ResourceExists `
                -TargetObject $task.TaskId -ErrorAction $onError
        } elseif ($PSCmdlet.ShouldProcess($file, 'Write lyrics')) {
            Set-Content -LiteralPath $file -Value $text -Encoding utf8NoBOM
            Get-Item -LiteralPath $file
        }
    }
}
