import type { HandOff, HandOffBlock, HandOffNote, HandOffShell, HandOffTitle } from './block'
import { registryOf, secretOf } from './names'
import { quoted, word } from './quoting'

export const historyNote = (shell: HandOffShell): HandOffNote => (shell === 'posix' ? 'history' : 'historyPowerShell')

/** A block of what is typed into a shell. */
export const commandBlock = (
  id: HandOffTitle,
  shell: HandOffShell,
  text: string,
  note: HandOffNote | null = null,
): HandOffBlock => ({ id, syntax: shell === 'posix' ? 'shell' : 'powershell', text, note })

/**
 * Pipes a text into a command. `printf` is part of the shell, so nothing of it is among the arguments of a process; the
 * blank in front keeps the line out of the history of shells that are set to that.
 */
export function piped(shell: HandOffShell, text: string, command: string): string {
  if (shell === 'posix') return ` printf '%s' ${quoted(shell, text)} | ${command}`
  const isAscii = /^[\x20-\x7e]*$/.test(text)
  // Windows PowerShell hands on nothing but ASCII unless it is told to.
  const utf8 = isAscii ? '' : '$OutputEncoding = New-Object System.Text.UTF8Encoding $false\n'
  return `${utf8}${quoted(shell, text)} | ${command}`
}

/** Writes a text into a file that nobody else may read. */
export function written(shell: HandOffShell, text: string, file: string): string {
  if (shell === 'posix') return ` (umask 077 && printf '%s' ${quoted(shell, text)} > ${file})`
  return `[IO.File]::WriteAllText("$PWD/${file}", ${quoted(shell, text)})`
}

type Login = { command: string; user?: string; stdin?: string }

/** Signs in with the secret on standard input. */
export function signInBlock(id: HandOffTitle, shell: HandOffShell, handOff: HandOff, login: Login): HandOffBlock {
  const { command, user = '--username', stdin = '--password-stdin' } = login
  const line = `${command} ${user} ${quoted(shell, handOff.name)} ${stdin} ${word(shell, registryOf(handOff))}`
  return commandBlock(id, shell, piped(shell, secretOf(handOff), line), historyNote(shell))
}

/** Signs in with a tool that asks for the secret. */
export const askBlock = (shell: HandOffShell, handOff: HandOff, command: string): HandOffBlock =>
  commandBlock(
    'ask',
    shell,
    `${command} --username ${quoted(shell, handOff.name)} ${word(shell, registryOf(handOff))}`,
    'asks',
  )
