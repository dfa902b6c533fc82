import { armor, Decrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect, test } from 'vitest'
import { parseRecipients } from '@/lib/domain/links/age-recipients'
import { sealToKeys } from './seal-to-keys'

const secrets = ['hrb_c4rQhSmVNGX222UzbpX8ORACEebE822ueEmH', '$ + \' " \\ % ! `é🤖', 'x'.repeat(128)]

async function open(text: string, identity: string) {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return decrypter.decrypt(armor.decode(text), 'text')
}

const team = async (count: number, make: () => Promise<string>) => {
  const identities = await Promise.all(Array.from({ length: count }, make))
  return { identities, keys: await Promise.all(identities.map((identity) => identityToRecipient(identity))) }
}

test.each([
  ['the usual', generateX25519Identity],
  ['post-quantum', generateHybridIdentity],
])('is read by each of the recipients and by nobody else: %s keys', async (_, make) => {
  const { identities, keys } = await team(3, make)
  expect(parseRecipients(keys.join('\n'))).toEqual({ ok: true, keys })
  for (const secret of secrets) {
    const sealed = await sealToKeys(secret, keys)
    expect(sealed).toMatchObject({ ok: true, text: expect.stringMatching(/^-----BEGIN AGE ENCRYPTED FILE-----\n/) })
    const { text } = sealed as { text: string }
    expect(text).not.toContain(secret)
    for (const identity of identities) expect(await open(text, identity)).toBe(secret)
    await expect(open(text, await make())).rejects.toThrow()
  }
})

test('says which key was not copied whole', async () => {
  const { keys } = await team(2, generateX25519Identity)
  const broken = keys[1]!.replace(/.$/, (last) => (last === 'q' ? 'p' : 'q'))
  expect(parseRecipients(broken).ok).toBe(true)
  expect(await sealToKeys('x', [keys[0]!, broken])).toEqual({ ok: false, key: broken })
})
