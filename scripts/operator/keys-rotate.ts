// `npm run keys:rotate`: changes the key that signs registry tokens, in two steps. docs/manual/tokens.md tells how.
import '@/lib/server/http/process/load-env'
import { db } from '@/lib/server/store/db'
import { env } from '@/lib/server/env'
import { exportKeysForRegistries } from '@/lib/server/registry/export-keys'
import { allKeys, type PublishedKey } from '@/lib/server/registry/published-keys'
import { activateKey, pruneKeys, publishNextKey, removeKey } from '@/lib/server/registry/rotate-key'
import { call } from './call'
import { misuse } from './command'
import { commandWithKeys } from './keys-command'

const usage = `Usage: ${call('keys:rotate', '[option] [key id]')}

  (nothing)          publish the next key, and say what to do then
  --activate [id]    sign with the next key, or with this one
  --remove <id>      delete a key that does not sign: its tokens are refused from when registries learn the keys anew
  --prune            delete retired keys whose tokens are gone (every run does)
  --list             only show the keys`

const system = { kind: 'system' } as const
const options = ['activate', 'remove', 'prune', 'list'] as const

await commandWithKeys('keys:rotate', usage, options, async (flags, argument) => {
  if (argument !== undefined && !flags.activate && !flags.remove) throw misuse(usage)
  if (!flags.list) for (const kid of await pruneKeys(system)) console.log(`deleted    ${kid}: its tokens are gone`)
  if (flags.activate) await activate(argument)
  else if (flags.remove) await remove(argument)
  else if (!flags.prune && !flags.list) await publish()
  await exportKeysForRegistries()
  for (const key of await allKeys(db())) console.log(`${key.state.padEnd(10)} ${key.kid}  ${dates(key)}`)
})

async function publish() {
  const { kid, made } = await publishNextKey(system)
  console.log(`${made ? 'A new key is published' : 'This key is waiting already'}: ${kid}
No token is signed with it yet. Now
  1. fetch the keys for every registry, and restart it (it reads them only then):
       curl --fail -o token-bundle.pem ${env().EXTERNAL_URL}/service/token-bundle.pem   # rootcertbundle
       curl --fail -o token-jwks.json ${env().EXTERNAL_URL}/service/jwks.json           # jwks, Distribution 3
  2. when all of them run again: ${call('keys:rotate', `--activate ${kid}`)}
`)
}

async function activate(wanted: string | undefined) {
  const kid = wanted ?? (await allKeys(db())).find(({ state }) => state === 'next')?.kid
  if (kid === undefined)
    throw new Error(`no key is waiting: run ${call('keys:rotate')} first, which says what to do then`)
  const switched = await activateKey(system, kid).catch(sentence(kid))
  console.log(`${kid} ${switched ? 'signs from now on' : 'signs already'}; every process follows within 5 seconds.
Tokens of the key before stay good. Nothing else needs to be done, except for zot: give it the new file and restart it.
`)
}

async function remove(kid: string | undefined) {
  if (kid === undefined) throw new Error('--remove needs the id of a key')
  await removeKey(system, kid).catch(sentence(kid))
  console.log(`${kid} is deleted. Registries accept it until they have fetched the keys anew and were restarted.\n`)
}

/** Says of a refusal which key it was about. */
function sentence(kid: string) {
  return (error: Error): never => {
    const text = error.message === 'not found' ? 'there is no such key' : error.message
    throw new Error(`${kid}: ${text}`, { cause: error })
  }
}

function dates({ createdAt, retiredAt, publishedUntil }: PublishedKey): string {
  const text = (date: Date) => date.toISOString().replace(/\.\d+Z$/, 'Z')
  const made = `made ${text(createdAt)}`
  return retiredAt ? `${made}, retired ${text(retiredAt)}, published until ${text(publishedUntil!)}` : made
}
