#Requires -Version 7.4

<#
.SYNOPSIS
    Fuzzes a part of the client, guided by the branches that an input reaches.

.DESCRIPTION
    Builds tests/SunoPS.Fuzz, instruments its copy of the client with SharpFuzz, and runs it. Inputs that reach a new
    branch are added to tests/SunoPS.Fuzz/corpus/<target>; those with an exception that is not the client's own, or with
    too much memory, to <target>-faults. The tool is installed below obj on first use.

.EXAMPLE
    ./tests/Start-Fuzzing.ps1 json -Executions 1000000
#>
[CmdletBinding()]
param(
    # json: the reader of responses and saved JSON. response: a whole HTTP response. journal: a journal file.
    # name: the name of a file.
    [Parameter(Mandatory, Position = 0)] [ValidateSet('json', 'response', 'journal', 'name')] [string] $Target,

    # The number of inputs.
    [long] $Executions = 100000,

    # The seed of the random numbers.
    [int] $Seed = 1
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$version = '2.3.0'
$project = Join-Path $PSScriptRoot 'SunoPS.Fuzz'
$tools = Join-Path $project 'obj' "sharpfuzz-$version"
$output = Join-Path $project 'obj' 'instrumented'

if (-not (Test-Path -LiteralPath $tools)) {
    dotnet tool install SharpFuzz.CommandLine --version $version --tool-path $tools
    if ($LASTEXITCODE) {
        throw "SharpFuzz.CommandLine $version could not be installed."
    }
}

# A new copy, because instrumented code cannot be instrumented again.
Remove-Item -LiteralPath $output -Recurse -Force -ErrorAction Ignore
dotnet build $project --configuration Release --output $output
& (Join-Path $tools 'sharpfuzz') (Join-Path $output 'SunoPS.Client.dll')
if ($LASTEXITCODE) {
    throw 'The client could not be instrumented.'
}

dotnet exec (Join-Path $output 'SunoPS.Fuzz.dll') $Target $Executions (Join-Path $project 'corpus' $Target) $Seed
exit $LASTEXITCODE
