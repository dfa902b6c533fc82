import type { HandOff, HandOffBlock, HandOffShell, HandOffTitle } from './block'
import { registryOf, secretOf } from './placeholders'
import { quoted, word } from './quoting'

export const syntaxOf = (shell: HandOffShell): 'shell' | 'powershell' => (shell === 'posix' ? 'shell' : 'powershell')

/**
 * Pipes a text into a command. `printf` is the shell's own, so nothing of it is among the arguments of a process; the
 * blank in front keeps the line out of the history of shells that are set to it.
 */
export function piped(shell: HandOffShell, text: string, command: string): string {
  if (shell === 'posix') return ` printf '%s' ${quoted(shell, text)} | ${command}`
  const isAscii = /^[\x20-\x7e]*$/.test(text)
  // Windows PowerShell hands on nothing but ASCII unless it is told.
  const utf8 = isAscii ? '' : '$OutputEncoding = New-Object System.Text.UTF8Encoding $false\n'
  return `${utf8}${quoted(shell, text)} | ${command}`
}

export const historyNote = (shell: HandOffShell) => (shell === 'posix' ? 'history' : 'historyPowerShell')

/** How to sign in with the secret on standard input; `command` stands before name and registry. */
export function signInBlock(
  id: HandOffTitle,
  shell: HandOffShell,
  handOff: HandOff,
  command: { login: string; user?: string; stdin?: string },
): HandOffBlock {
  const { login, user = '--username', stdin = '--password-stdin' } = command
  const line = `${login} ${user} ${quoted(shell, handOff.name)} ${stdin} ${word(shell, registryOf(handOff))}`
  return { id, syntax: syntaxOf(shell), text: piped(shell, secretOf(handOff), line), note: historyNote(shell) }
}

/** The same, with a tool that asks for the secret. */
export function askBlock(shell: HandOffShell, handOff: HandOff, login: string): HandOffBlock {
  const text = `${login} --username ${quoted(shell, handOff.name)} ${word(shell, registryOf(handOff))}`
  return { id: 'ask', syntax: syntaxOf(shell), text, note: 'asks' }
}
