import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Asks on the terminal, whatever standard output is; what is typed is not shown. */
export async function askSilently(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  // Only now does the terminal itself show nothing, also of what is typed or pasted at once.
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true })
  process.stderr.write(question)
  terminal.once('SIGINT', () => process.exit(130))
  const typed = await terminal.question('')
  terminal.close()
  process.stderr.write('\n')
  return typed
}
