#Requires -Version 7.4
#Requires -Modules SunoPS

<#
.SYNOPSIS
    Removes the saved variants of songs that were not chosen on a page.

.DESCRIPTION
    Reads the choice.csv that a page of Export-SunoPlaylist has saved. Of each song with a chosen variant, the files of
    the other variants are removed: the song, and its cover, lyrics and metadata of the same name. Songs without any
    choice stay, and so does everything outside the folder.

.PARAMETER ChoicePath
    The file from the button "Save choice" of the page.

.PARAMETER Folder
    The folder of the page, which the column File is relative to.

.PARAMETER Delimiter
    The delimiter of the CSV file, such as ';' for Excel in many countries.

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
    [char] $Delimiter = ','
)

$ErrorActionPreference = 'Stop'
$problems = @()
$root = (Resolve-Path -LiteralPath $Folder).ProviderPath.TrimEnd([IO.Path]::DirectorySeparatorChar)
$extensions = '.mp3', '.m4a', '.wav', '.ogg', '.flac', '.mp4', '.webm', '.jpeg', '.jpg', '.png', '.webp', '.txt',
    '.json'
$songs = Import-Csv -LiteralPath $ChoicePath -Delimiter $Delimiter | Group-Object TaskId
foreach ($song in $songs | Where-Object { $_.Group.Choice -match '\S' }) {
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

if ($problems) {
    exit 1
}
