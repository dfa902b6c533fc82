/** Keys of the `faults` texts. */
export type RecipientFault = 'none' | 'many' | 'private' | 'ssh' | 'pgp' | 'plugin' | 'mixed' | 'unknown'
type Recipients = { ok: true; keys: string[] } | { ok: false; fault: RecipientFault; line: number }

export const maxRecipients = 20

/** Bech32 in lower case; the checksum is looked at when a key is used. */
const classic = /^age1[02-9ac-hj-np-z]{58}$/
const postQuantum = /^age1pq1[02-9ac-hj-np-z]{500,4000}$/

/** A private key in whatever clothes: nothing of it is to be read on. */
export const holdsPrivateKey = (text: string): boolean =>
  /AGE-(SECRET-KEY|PLUGIN-[A-Z0-9]*)-|PRIVATE[ -]KEY/i.test(text)

/**
 * The age public keys in a text: one a line, each once; empty lines and comments are passed over, as in age's own files.
 * `line`, from 1, is where the fault is.
 */
export function parseRecipients(text: string): Recipients {
  if (holdsPrivateKey(text)) return { ok: false, fault: 'private', line: 1 }
  const keys = new Map<string, number>()
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const key = line.trim()
    if (key === '' || key.startsWith('#')) continue
    const fault = faultOf(key)
    if (fault) return { ok: false, fault, line: at + 1 }
    keys.set(key, at + 1)
  }
  if (keys.size === 0) return { ok: false, fault: 'none', line: 1 }
  if (keys.size > maxRecipients) return { ok: false, fault: 'many', line: maxRecipients + 1 }
  const strong = [...keys.keys()].filter((key) => postQuantum.test(key)).length
  if (strong > 0 && strong < keys.size) return { ok: false, fault: 'mixed', line: 1 }
  return { ok: true, keys: [...keys.keys()] }
}

function faultOf(key: string): RecipientFault | null {
  if (classic.test(key) || postQuantum.test(key)) return null
  if (/^(ssh-|ecdsa-|sk-(ssh|ecdsa)-)/.test(key)) return 'ssh'
  if (/BEGIN PGP|^(0x)?[0-9A-F]{16,40}$/i.test(key)) return 'pgp'
  return /^age1[a-z0-9]+1/.test(key) ? 'plugin' : 'unknown'
}
