import { armor, Encrypter } from 'age-encryption'

type Sealed = { ok: true; text: string } | { ok: false; key: string }

/** Encrypts a text so that only who has one of the private keys can read it; or says which key was not copied whole. */
export async function sealToKeys(text: string, keys: readonly string[]): Promise<Sealed> {
  const encrypter = new Encrypter()
  for (const key of keys) {
    try {
      encrypter.addRecipient(key)
    } catch {
      return { ok: false, key }
    }
  }
  return { ok: true, text: armor.encode(await encrypter.encrypt(text)) }
}
