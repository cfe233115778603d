#Requires -Version 7.4

# The beginning of the first BeforeAll of each test file, which reads this file into its scope. Invoke-PesterFile.ps1
# ends the session.

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'TestSupport.psm1') -Force
Enter-TestSession
