#Requires -Version 7.4
#Requires -Modules SunoPS

<#
.SYNOPSIS
    Removes the saved variants of songs that were not chosen on a page.

.DESCRIPTION
    Reads the choice.csv that a page of Export-SunoPlaylist has saved. Of each song with a chosen variant, the files of
    the other variants are removed: the song, and its cover, lyrics and metadata of the same name. Songs without any
    choice stay, and so does everything outside the folder. A file without any choice, or another folder, is an error.

.PARAMETER ChoicePath
    The file from the button "Save choice" of the page.

.PARAMETER Folder
    The folder of the page, which the column File is relative to.

.PARAMETER Delimiter
    The delimiter of the CSV file, such as ';' for Excel in many countries.

.PARAMETER Encoding
    The encoding of the CSV file, such as ansi for a file that Excel saved as "CSV (comma delimited)".

.EXAMPLE
    ./Remove-UnchosenSong.ps1 choice.csv ./songs -WhatIf
    Shows the files that would be removed.

.EXAMPLE
    ./Remove-UnchosenSong.ps1 choice.csv ./songs
    Removes them.
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory, Position = 0)] [string] $ChoicePath,
    [Parameter(Mandatory, Position = 1)] [string] $Folder,
    [char] $Delimiter = ',',
    $Encoding = 'utf8'
)

$ErrorActionPreference = 'Stop'
$problems = @()
$root = (Resolve-Path -LiteralPath $Folder).ProviderPath.TrimEnd([IO.Path]::DirectorySeparatorChar)
$extensions = '.mp3', '.m4a', '.wav', '.ogg', '.flac', '.mp4', '.webm', '.jpeg', '.jpg', '.png', '.webp', '.txt',
    '.json'
$rows = @(
    Import-Csv -LiteralPath $ChoicePath -Delimiter $Delimiter -Encoding $Encoding |
        Select-Object TaskId, Choice, File
)
if (-not ($rows | Where-Object Choice -Match '\S')) {
    throw "No row of '$ChoicePath' has a choice. Check -Delimiter, and that the file is a saved choice."
}

if (-not ($rows | Where-Object { $_.File -and (Test-Path -LiteralPath (Join-Path $root $_.File)) })) {
    throw "None of the files of '$ChoicePath' is in $root. Give the folder of the page."
}

foreach ($song in $rows | Group-Object TaskId | Where-Object { $_.Group.Choice -match '\S' }) {
    foreach ($row in $song.Group | Where-Object { $_.File -and $_.Choice -notmatch '\S' }) {
        $file = [IO.FileInfo] [IO.Path]::GetFullPath($row.File, $root)
        $isInside = $file.FullName.StartsWith($root + [IO.Path]::DirectorySeparatorChar)
        for ($parent = $file.Directory; $isInside -and $parent.FullName -ne $root; $parent = $parent.Parent) {
            $isInside = -not $parent.LinkTarget
        }

        if (-not $isInside) {
            Write-Error "'$($row.File)' is outside of $root." -Category SecurityError -TargetObject $row `
                -ErrorAction Continue -ErrorVariable +problems
            continue
        }

        Get-ChildItem -LiteralPath $file.DirectoryName -File -ErrorAction SilentlyContinue |
            Where-Object { $_.BaseName -eq $file.BaseName -and $_.Extension -in $extensions } |
            Remove-Item
    }
}

exit ($problems ? 1 : 0)
