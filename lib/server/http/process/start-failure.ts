import 'server-only'
import { env } from '../../env'
import { asRefusal } from '../../errors'

/** Runs a step of the start; what it throws becomes one sentence that says what to look at, unless it is one already. */
export async function blame(sentence: (cause: string) => string, step: () => Promise<unknown>): Promise<void> {
  try {
    await step()
  } catch (error) {
    const cause = causeOf(error)
    throw new Error(/^SECRET_KEY /.test(cause) ? `${cause}.` : sentence(cause), { cause: error })
  }
}

/** Without the URL's user and password. */
export function databaseTrouble(cause: string): string {
  const url = env().DATABASE_URL
  const where = url.startsWith('file:')
    ? `file ${decodeURI(new URL(url, 'file:///').pathname)}`
    : `at ${url.replace(/^\w+:\/\/([^/]*@)?|\?.*$/g, '')}`
  return `DATABASE_URL: the database ${where} cannot be used (${cause}).`
}

/** The text of an error in one line; a failed connection may have none but a code. */
function causeOf(thrown: unknown): string {
  const error = asRefusal(thrown)?.cause ?? thrown
  const { code, message } = error as { code?: string; message?: string }
  const text = (message || code || String(error)).split('\n').find((line) => line.trim() !== '') ?? ''
  return text.trim().replace(/\.$/, '')
}
