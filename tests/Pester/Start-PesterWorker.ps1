#Requires -Version 7.4

<#
.SYNOPSIS
    Runs Pester files in turn, each in its own runspace.

.DESCRIPTION
    Connects to the tests, reads the path of a file from each line, and sends its outcome as one line of JSON. Ends with
    the connection.
#>
[CmdletBinding()]
param(
    # The port on this machine where the tests listen.
    [Parameter(Mandatory)] [int] $Port
)

$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)

# The processes that files start are short: compiling their code again, with optimization, takes up to a third of their
# processor time. The delay is hexadecimal.
$env:DOTNET_TC_CallCountingDelayMs = '10000'

# Get-Help, and every unknown command, search all programs of the PATH. Tests find two programs there.
if (-not $IsWindows) {
    $dotnet = Get-Command -Name dotnet -CommandType Application -ErrorAction Ignore
    $env:PATH = @($PSHOME; $dotnet.ForEach({ Split-Path -Parent $_.Source })) -join [IO.Path]::PathSeparator
}

$stream = [Net.Sockets.TcpClient]::new('127.0.0.1', $Port).GetStream()
$paths = [IO.StreamReader]::new($stream)
$results = [IO.StreamWriter]::new($stream)
$script = Join-Path $PSScriptRoot 'Invoke-PesterFile.ps1'
while ($path = $paths.ReadLine()) {
    $runspace = [runspacefactory]::CreateRunspace($Host)
    $runspace.Open()
    $shell = [powershell]::Create($runspace).AddCommand($script).AddParameter('Path', $path)
    $results.WriteLine($shell.Invoke()[-1])
    $results.Flush()
    $shell.Dispose()
    $runspace.Dispose()
}
