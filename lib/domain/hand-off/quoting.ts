import type { HandOffShell } from './block'

/** A text as one word of a POSIX shell, whatever it holds. */
export const posixQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** A text as one word of PowerShell, which takes typographic single quotes for plain ones. */
export const powershellQuoted = (text: string): string => `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`

export const quoted = (shell: HandOffShell, text: string): string =>
  shell === 'posix' ? posixQuoted(text) : powershellQuoted(text)

/** Quoted only where it must be, as a person would write it. */
export const word = (shell: HandOffShell, text: string): string =>
  /^\w[\w.:/-]*$/.test(text) ? text : quoted(shell, text)
