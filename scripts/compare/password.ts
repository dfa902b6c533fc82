import { createInterface } from 'node:readline/promises'
import { askSilently } from '../operator/ask-silently'

let lines: AsyncIterator<string> | undefined

/**
 * A password: what the environment has, else the next line of standard input, asked for without echo where somebody
 * sits there. Never an argument, which every process of the machine could read.
 */
export async function password(variable: string, whose: string): Promise<string> {
  const given = process.env[variable] ?? (await typed(`Password of ${whose}: `))
  if (given) return given
  throw new Error(`no password of ${whose}: set ${variable}, or write it to standard input`)
}

async function typed(prompt: string): Promise<string> {
  if (process.stdin.isTTY) return askSilently(prompt)
  return ((await (lines ??= createInterface(process.stdin)[Symbol.asyncIterator]()).next()).value as string) ?? ''
}
