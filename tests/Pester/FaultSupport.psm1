#Requires -Version 7.4

# Support for Faults.Tests.ps1 besides TestSupport.psm1: a port that refuses connections, a PowerShell session with
# captured output, and docs/faults.md.

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1')

# Far more than anything takes on a busy machine: only a hang reaches it.
$script:StartTimeoutMilliseconds = 600000
$script:JobTimeoutMilliseconds = 600000
$script:Sessions = [Collections.Generic.List[object]]::new()

function Stop-FaultSupport {
    <#
    .SYNOPSIS
    Ends every session.
    #>
    foreach ($session in @($script:Sessions)) {
        Stop-FaultSession $session
    }
}

function New-FaultPort {
    <#
    .SYNOPSIS
    Reserves a port that refuses every connection, until it is disposed.
    #>
    $socket = [Net.Sockets.Socket]::new(
        [Net.Sockets.AddressFamily]::InterNetwork, [Net.Sockets.SocketType]::Stream, [Net.Sockets.ProtocolType]::Tcp)
    $socket.Bind([Net.IPEndPoint]::new([Net.IPAddress]::Loopback, 0))
    $socket | Add-Member -NotePropertyName Number -NotePropertyValue $socket.LocalEndPoint.Port -PassThru
}

# --- The session ---

function Start-FaultSession {
    <#
    .SYNOPSIS
    Starts a PowerShell process that runs scripts on demand, see FaultSession.ps1.
    #>
    $folder = New-TestFolder
    $name = "sunops-$([guid]::NewGuid().ToString('n'))"
    $mark = "-- end of job $name --"
    $pipe = [IO.Pipes.NamedPipeServerStream]::new($name, [IO.Pipes.PipeDirection]::InOut, 1, 'Byte', 'Asynchronous')

    $start = New-TestPowerShellStart -Argument @(
        '-File', (Join-Path $PSScriptRoot 'FaultSession.ps1'), '-PipeName', $name, '-EndMark', $mark, '-Folder', $folder
    )
    $process = [Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $errors = $process.StandardError.ReadToEndAsync()
    if (-not $pipe.WaitForConnectionAsync().Wait($script:StartTimeoutMilliseconds)) {
        $process.Kill()
        throw "The session did not start. It wrote: $($errors.Result)"
    }

    $session = [pscustomobject]@{
        Process = $process
        Mark    = $mark
        Pipe    = $pipe
        Reader  = [IO.StreamReader]::new($pipe)
        Writer  = [IO.StreamWriter]::new($pipe)
        Errors  = $errors
    }
    $session.Writer.AutoFlush = $true
    $script:Sessions.Add($session)
    $session
}

function Stop-FaultSession {
    <#
    .SYNOPSIS
    Ends a session, and returns its standard error.
    #>
    param([Parameter(Mandatory)] $Session)

    $null = $script:Sessions.Remove($Session)
    $Session.Pipe.Dispose()
    if (-not $Session.Process.WaitForExit(10000)) {
        $Session.Process.Kill()
    }

    $Session.Errors.Result
    $Session.Process.Dispose()
}

function Invoke-FaultSession {
    <#
    .SYNOPSIS
    Runs a script in a session, and returns its output, with the printed text as property Printed.
    .PARAMETER Script
    The script. It has access only to its argument.
    .PARAMETER Argument
    Its parameters by name.
    #>
    param([Parameter(Mandatory)] $Session, [Parameter(Mandatory)] [scriptblock] $Script, [hashtable] $Argument = @{})

    $job = ConvertTo-Json -InputObject @{ Script = "$Script"; Argument = $Argument } -Depth 6 -Compress
    $Session.Writer.WriteLine($job)
    $printed = [Text.StringBuilder]::new()
    while ($true) {
        $line = $Session.Process.StandardOutput.ReadLineAsync()
        if (-not $line.Wait($script:JobTimeoutMilliseconds)) {
            $Session.Process.Kill()
            throw "The session did not end its job. It printed: $printed"
        }

        if ($null -eq $line.Result) {
            throw "The session has ended. It printed: $printed$($Session.Errors.Result)"
        }

        if ($line.Result.EndsWith($Session.Mark)) {
            break
        }

        $null = $printed.AppendLine($line.Result)
    }

    $answer = $Session.Reader.ReadLine() | ConvertFrom-Json -AsHashtable
    if ($answer.Failure) {
        throw "The session's job failed: $($answer.Failure)"
    }

    if ($answer.Value -is [hashtable]) {
        $answer.Value.Printed = "$printed"
    }

    $answer.Value
}

function Connect-FaultSession {
    <#
    .SYNOPSIS
    Connects a session, and keeps the connection under a name.
    .PARAMETER Option
    Parameters of Connect-SunoApi.
    #>
    param(
        [Parameter(Mandatory)] $Session,
        [Parameter(Mandatory)] [string] $Name,
        [Parameter(Mandatory)] [hashtable] $Option
    )

    $null = Invoke-FaultSession $Session {
        param($Name, $Option)

        $Connections[$Name] = Connect-SunoApi @Option -PassThru -WarningAction Ignore
    } -Argument @{ Name = $Name; Option = $Option }
}

function Invoke-FaultCommand {
    <#
    .SYNOPSIS
    Pipes ids to a command with -Verbose -Debug in a session, and returns all results.
    #>
    param(
        [Parameter(Mandatory)] $Session,
        [Parameter(Mandatory)] [string] $Connection,
        [Parameter(Mandatory)] [string] $Command,
        [Parameter(Mandatory)] [string[]] $TaskId,
        [hashtable] $Parameter = @{}
    )

    Invoke-FaultSession $Session {
        param($Connection, $Command, $TaskId, $Parameter)

        $open = $Connections[$Connection]
        # With -Debug, a warning prompts unless -WarningAction is Continue.
        Invoke-Captured { $TaskId | & $Command @Parameter -Connection $open -Verbose -Debug -WarningAction Continue }
    } -Argument @{ Connection = $Connection; Command = $Command; TaskId = $TaskId; Parameter = $Parameter }
}

function Find-FaultSecret {
    <#
    .SYNOPSIS
    Finds the forms of a key in the output and the traces of a captured command, each with its place.
    #>
    param([Parameter(Mandatory)] [hashtable] $Result, [Parameter(Mandatory)] [string] $Key)

    Find-TestSecret -Text $Result.Printed -Key $Key | ForEach-Object { "$_, printed" }
    foreach ($file in $Result.Files) {
        $text = Get-Content -LiteralPath $file -Raw
        Find-TestSecret -Text "$text" -Key $Key | ForEach-Object { "$_, in the $(($file -split '\.')[-2])" }
        Remove-Item -LiteralPath $file
    }
}

# --- The page ---

function Get-FaultPagePath {
    <#
    .SYNOPSIS
    Returns the path of docs/faults.md.
    #>
    Join-Path (Get-TestRepositoryRoot) 'docs' 'faults.md'
}

function Get-FaultRow {
    <#
    .SYNOPSIS
    Reads the results of a command from docs/faults.md: the tasks, the error of the other ids, the requests.
    .PARAMETER Strikes
    'once' or 'always'.
    #>
    param([Parameter(Mandatory)] [string] $Command, [Parameter(Mandatory)] [string] $Strikes)

    $lines = @((Get-Content -LiteralPath (Get-FaultPagePath)) -match '^\| ')
    $column = [array]::IndexOf($lines[0].Trim('|', ' ') -split ' \| ', "``$Command``")
    foreach ($line in $lines) {
        $cells = $line.Trim('|', ' ') -split ' \| '
        if ($cells[1] -ne $Strikes -or $cells.Count -le $column) {
            continue
        }

        $outcome = [regex]::Match(
            $cells[$column], '^(?:(?<tasks>\d+) tasks?)?(?:, )?(?:\d+ `(?<error>\w+)`)?; (?<requests>\d+) requests?$')
        [pscustomobject]@{
            Fault    = $cells[0]
            Tasks    = [int] "0$($outcome.Groups['tasks'].Value)"
            ErrorId  = $outcome.Groups['error'].Success ? $outcome.Groups['error'].Value : $null
            Requests = [int] "0$($outcome.Groups['requests'].Value)"
            Outcome  = $cells[$column].Replace('`', '')
        }
    }
}

function Write-FaultDocument {
    <#
    .SYNOPSIS
    Writes the PowerShell measurements to docs/faults.md; another test writes the matrix.
    .PARAMETER Stop
    The measured stops.
    .PARAMETER MemoryMiB
    The growth of memory while an endless body, a bomb and a huge body were read.
    #>
    param([Parameter(Mandatory)] [object[]] $Stop, [int] $MemoryMiB)

    $invariant = [cultureinfo]::InvariantCulture
    $memory = "The peak grew by $MemoryMiB MiB."
    $stops = @(
        "$($PSVersionTable.OS), PowerShell $($PSVersionTable.PSVersion), $([Environment]::ProcessorCount) processors."
        ''
        '| stopped by | command | while | prompt | requests canceled |'
        '| --- | --- | --- | ---: | ---: |'
        foreach ($row in $Stop) {
            $prompt = $row.Prompt.ToString('0', $invariant)
            $canceled = $row.Canceled.ToString('0', $invariant)
            "| $($row.By) | ``$($row.Command)`` | $($row.While) | $prompt | $canceled |"
        }
    ) -join "`n"
    $text = [IO.File]::ReadAllText((Get-FaultPagePath))
    foreach ($part in @{ memory = $memory; stopping = $stops }.GetEnumerator()) {
        $text = [regex]::Replace($text, "(?s)(?<=<!-- $($part.Key) -->\n).*?(?=<!-- end -->)", "$($part.Value)`n")
    }

    [IO.File]::WriteAllText((Get-FaultPagePath), $text)
}

Export-ModuleMember -Function *-Fault*
