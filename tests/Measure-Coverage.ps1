#Requires -Version 7.4

<#
.SYNOPSIS
    Measures the coverage of the shipped assemblies, by line and branch.

.DESCRIPTION
    Runs the tests of the client and those of the module, each with coverlet: the staged assemblies count in every
    PowerShell that the Pester tests start. Outputs a row for each assembly and test project, and for each folder by
    both together.

.EXAMPLE
    ./tests/Measure-Coverage.ps1 -Write
    Measures, and writes the table of docs/coverage.md.
#>
[CmdletBinding()]
param(
    # Writes the table of docs/coverage.md too.
    [switch] $Write
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$root = Split-Path -Parent $PSScriptRoot

function Measure-Project {
    # Runs the tests of a project; returns the hits of each source line and its covered branches.
    param([string] $Project)

    $results = Join-Path $root 'TestResults' ([guid]::NewGuid().ToString('n'))
    $staged = Join-Path $root 'out' 'SunoPS' 'bin' 'net8.0'
    $include = "DataCollectionRunSettings.DataCollectors.DataCollector.Configuration.IncludeDirectory=$staged"
    $settings = Join-Path $PSScriptRoot 'coverage.runsettings'
    dotnet test (Join-Path $root $Project) --collect 'XPlat Code Coverage' --settings $settings `
        --results-directory $results -- $include | Out-Host
    [xml] $report = Get-ChildItem -LiteralPath $results -Recurse -Filter coverage.cobertura.xml | Get-Content -Raw
    foreach ($class in $report.SelectNodes('//class')) {
        # Reports omit the common prefix of all paths.
        $assembly = $class.ParentNode.ParentNode.name
        $file = "src/$assembly/" + ($class.filename.Replace('\', '/') -replace "^(.*/)?$([regex]::Escape($assembly))/")
        if ($file -like '*/obj/*') {
            # Generated code.
            continue
        }

        foreach ($line in $class.SelectNodes('lines/line')) {
            $branches = [regex]::Match($line.GetAttribute('condition-coverage'), '\((?<run>\d+)/(?<all>\d+)\)')
            [pscustomobject]@{
                Line        = "${file}:$($line.number)"
                Folder      = Split-Path -Parent $file
                Hits        = [int] ([long] $line.hits -gt 0)
                BranchesRun = $branches.Success ? [int] $branches.Groups['run'].Value : 0
                Branches    = $branches.Success ? [int] $branches.Groups['all'].Value : 0
            }
        }
    }
}

function Join-Line {
    # For a line in two runs, takes the larger counts. Reports do not identify branches, so this is the minimum.
    param([object[]] $Line)

    foreach ($group in $Line | Group-Object Line) {
        [pscustomobject]@{
            Line        = $group.Name
            Folder      = $group.Group[0].Folder
            Hits        = ($group.Group.Hits | Measure-Object -Maximum).Maximum
            BranchesRun = ($group.Group.BranchesRun | Measure-Object -Maximum).Maximum
            Branches    = ($group.Group.Branches | Measure-Object -Maximum).Maximum
        }
    }
}

function Get-Total {
    param([string] $Name, [string] $Tests, [object[]] $Line)

    $run, $branchesRun, $branches = 'Hits', 'BranchesRun', 'Branches' |
        ForEach-Object { ($Line | Measure-Object $_ -Sum).Sum }
    $percent = {
        param($Part, $Whole)

        $Whole -eq 0 ? '' : [string]::Format([cultureinfo]::InvariantCulture, '{0:0.0} %', 100 * $Part / $Whole)
    }
    [pscustomobject]@{
        Name            = $Name
        Tests           = $Tests
        Lines           = "$run of $($Line.Count)"
        LinesPercent    = & $percent $run $Line.Count
        Branches        = "$branchesRun of $branches"
        BranchesPercent = & $percent $branchesRun $branches
    }
}

$env:SUNOPS_MEASURES_COVERAGE = '1'
$client = Join-Line (Measure-Project 'tests/SunoPS.Client.Tests')
$module = Join-Line (Measure-Project 'tests/Pester')
$both = Join-Line ($client + $module)
$isOf = { param($Lines, $Project) $Lines | Where-Object { $_.Line.Replace('\', '/') -like "src/$Project/*" } }
$totals = @(
    Get-Total 'SunoPS.Client' 'xunit' (& $isOf $client 'SunoPS.Client')
    Get-Total 'SunoPS.Client' 'Pester' (& $isOf $module 'SunoPS.Client')
    Get-Total 'SunoPS.Client' 'both' (& $isOf $both 'SunoPS.Client')
    Get-Total 'SunoPS' 'Pester' (& $isOf $module 'SunoPS')
    foreach ($folder in $both | Group-Object Folder | Sort-Object Name) {
        Get-Total ('`' + $folder.Name.Replace('\', '/') + '`') 'both' $folder.Group
    }
)
$env:SUNOPS_MEASURES_COVERAGE = $null
$totals

if ($Write) {
    $path = Join-Path $root 'docs' 'coverage.md'
    $rows = $totals | ForEach-Object {
        "| $($_.Name) | $($_.Tests) | $($_.Lines) | $($_.LinesPercent) | $($_.Branches) | $($_.BranchesPercent) |"
    }
    $table = @('| of | tests | lines | | branches | |', '| --- | --- | ---: | ---: | ---: | ---: |') + $rows -join "`n"
    $text = [IO.File]::ReadAllText($path) -replace '(?s)(?<=<!-- measured -->\n).*?(?=<!-- end -->)', "$table`n"
    [IO.File]::WriteAllText($path, $text)
}
