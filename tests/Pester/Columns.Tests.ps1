#Requires -Version 7.4

# Generated columns survive every way from a row to a file. The same values in every run.

Describe 'Generated columns' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Enter-Session.ps1')
        $gateway = Start-TestGateway
        Reset-TestSubmission $gateway
        $folder = New-TestFolder
        $modulePath = Get-TestModulePath

        $random = [Random]::new(20261129)
        $signs = 'a', 'B', '7', ' ', '水', 'é', '🎵', "'", '"', ',', ';', '[', ']', '*', '`', '$', '{', '}', '=', '-',
            "`n", "`t", '|', '#', '@', '%', '\', '/', ':', '.', [char]0x2018, [char]0x201C
        function New-Text {
            param([int] $Least)

            -join (1..$random.Next($Least + 1, 9) | ForEach-Object { $signs[$random.Next($signs.Count)] })
        }

        # A header begins with a letter that no property of the module begins with, and has no blanks around it.
        $headers = 1..12 | ForEach-Object { "Z$_" + (New-Text 1).Trim() + 'z' }
        $rows = foreach ($number in 1..40) {
            $row = [ordered]@{ Name = "n$number"; Description = "A song about $number" }
            foreach ($header in $headers) {
                $row[$header] = @('x' + (New-Text 0) + 'x'; ''; '007'; '=1+1')[$random.Next(4)]
            }

            [pscustomobject]$row
        }

        filter Get-Cell {
            # The user's columns of each object, by the name of its row.
            $object = $_
            (@('Name') + $headers).ForEach({ "$_=$($object.PSObject.Properties[$_].Value)" }) -join '|'
        }

        $expected = $rows | Get-Cell | Sort-Object
        $tasks = $rows | Submit-SunoMusic | Wait-SunoTask -PollingIntervalSec 1
    }

    It 'survive <Way>' -ForEach @(
        @{ Way = 'Submit-SunoMusic and Wait-SunoTask'; Go = { $tasks } }
        @{ Way = 'Get-SunoTask'; Go = { $tasks | Get-SunoTask } }
        @{ Way = 'Get-SunoTaskBatch'; Go = { $tasks | Get-SunoTaskBatch } }
        @{ Way = 'clips'; Go = { $tasks.Clips } }
        @{ Way = 'other cmdlets'; Go = { $tasks | Get-SunoTask | Get-SunoTaskBatch | Wait-SunoTask } }
        @{
            Way = 'a job'
            Go = {
                $job = Start-ThreadJob { Import-Module $using:modulePath; $using:tasks }
                $job | Receive-Job -Wait -AutoRemoveJob | Get-SunoTaskBatch
            }
        }
        @{ Way = '-ExpandClip'; Go = { $tasks | Get-SunoTaskBatch -ExpandClip } }
        @{ Way = 'CSV'; Go = { $tasks | ConvertTo-Csv | ConvertFrom-Csv | Get-SunoTaskBatch } }
        @{ Way = 'CSV of clips'; Go = { $tasks.Clips | ConvertTo-Csv | ConvertFrom-Csv | Get-SunoTaskBatch } }
        @{ Way = 'JSON'; Go = { $tasks | ConvertTo-Json -Depth 4 | ConvertFrom-Json | Get-SunoTaskBatch } }
        @{
            Way = 'CLIXML'
            Go = {
                $file = Join-Path $folder 'tasks.xml'
                $tasks | Export-Clixml -LiteralPath $file
                Get-SunoSubmission | Export-Clixml -LiteralPath "$file.journal"
                Find-TestSecret (Get-Content "$file*" -Raw | Out-String) $gateway.ApiKey | Should -BeNullOrEmpty
                (Import-Clixml "$file.journal" | Get-SunoTaskBatch).Count | Should -Be $rows.Count
                Import-Clixml -LiteralPath $file | Get-SunoTaskBatch
            }
        }
        @{ Way = 'the journal'; Go = { Get-SunoSubmission | Get-SunoTaskBatch } }
        @{ Way = 'the journal and CSV'
            Go = { Get-SunoSubmission | ConvertTo-Csv | ConvertFrom-Csv | Get-SunoTaskBatch } }
        @{ Way = '-Resume'; Go = { $rows | Submit-SunoMusic -Resume -WarningAction SilentlyContinue } }
        @{
            Way = 'files'
            Go = {
                $tasks | Save-SunoClip (Join-Path $folder songs) -AllowPrivateNetwork -PassThru -WarningAction Ignore |
                ForEach-Object {
                    # A file has a property Name, so the column Name is not added to it.
                    $_ | Add-Member -NotePropertyName Name -NotePropertyValue $_.Clip.Name -Force -PassThru
                }
            }
        }
    ) {
        $output = @(& $Go)
        $perTask = $output[0] -is [SunoPS.SunoTask] ? 1 : 2
        $found = @($output | Get-Cell | Sort-Object)

        $output | Should -HaveCount ($perTask * $rows.Count)
        @($found | Select-Object -Unique) | Should -BeExactly $expected
        (Get-TestGatewayStatistic $gateway).accepted | Should -Be $rows.Count
    }
}
