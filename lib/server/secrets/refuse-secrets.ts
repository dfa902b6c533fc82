import 'server-only'
import { Refusal } from '../errors'
import { holdsSecret } from './secret'

/**
 * Refuses (*invalid*) a text with a secret of our making in it, before it is stored where others read it and written
 * into the log. The keys are what the sentence calls the texts.
 */
export function refuseSecrets(texts: Readonly<Record<string, string | null | undefined>>): void {
  const name = Object.keys(texts).find((each) => holdsSecret(texts[each] ?? ''))
  if (name === undefined) return
  throw new Refusal(
    'invalid',
    `the ${name} holds the secret of a robot account, which others would read there`,
    'text-holds-secret',
  )
}
