import 'server-only'
import { isValidSecret } from '@/lib/domain/secret-rule'
import { Refusal } from '../errors'
import { generateSecret, hashChosen, hashGenerated, isGeneratedSecret, type StoredSecret } from './secret'

type NewSecret = {
  /** For the answer: the secret when it was generated, null when it was chosen. */
  revealed: string | null
  /** Asked for in the transaction, after the rights: the form to store, or why there is none. */
  ready: () => StoredSecret
}

/**
 * A chosen secret, or a generated one, with what to store of it. Hashed before the transaction, since a slow hash must
 * not hold up the one writer, and only for who may use it: the refusal itself, with its audit row, is left to `change()`.
 */
export async function chosenOrGenerated(
  chosen: string | undefined,
  isAllowed: () => Promise<boolean>,
): Promise<NewSecret> {
  if (chosen === undefined || chosen === '') {
    const generated = generateSecret()
    return { revealed: generated, ready: () => hashGenerated(generated) }
  }
  const isValid = isValidSecret(chosen)
  const stored = isValid ? await hash(chosen, isAllowed) : null
  return {
    revealed: null,
    ready: () => {
      if (!isValid) throw weak()
      if (!stored) throw new Refusal('stale', 'the rights changed meanwhile: try again', 'robot-changed')
      return stored
    },
  }
}

/** A chosen secret that was generated once is stored like one: authenticate-robot.ts looks for it by its form. */
async function hash(secret: string, isAllowed: () => Promise<boolean>): Promise<StoredSecret | null> {
  if (isGeneratedSecret(secret)) return hashGenerated(secret)
  return (await isAllowed()) ? hashChosen(secret) : null
}

const weak = (): Refusal =>
  new Refusal(
    'invalid',
    'the secret must be 8 to 128 bytes long with an upper-case letter, a lower-case letter and a digit',
  )
