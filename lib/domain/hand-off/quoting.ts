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

/**
 * A text in double quotes for YAML, TOML and JSON alike: JSON's escapes mean the same in all three, and what YAML or
 * TOML let nobody write as it is, is escaped as well.
 */
export const doubleQuoted = (text: string): string =>
  JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff]/g, escaped)

/** A text in HCL's double quotes, which `${` and `%{` would open to expressions. */
export const hclQuoted = (text: string): string => doubleQuoted(text).replace(/[$%](?=\{)/g, escaped)

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** For a `.env` file: single quotes mean the same to every reader; where the text has some, what shells and Compose read. */
export const envQuoted = (text: string): string =>
  text.includes("'") ? `"${text.replace(/[\\"$`]/g, String.raw`\$&`)}"` : `'${text}'`
