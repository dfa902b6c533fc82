import 'server-only'
import type { Actor } from '../rights/actor'
import type { AuditFields } from '../rights/record'
import { change, type Target } from '../rights/change'
import { now } from '../clock'
import { db, type Tx } from '../store/db'
import { asRefusal, isUniqueViolation, Refusal } from '../errors'
import { makeKey } from './make-key'
import { activeKey, allKeys, isGone, nextKey, type PublishedKey } from './published-keys'
import { openKey } from './signing-key'

// A rotation has two steps, since a registry must know a key before the first token signed with it arrives, and reads
// its certificates only when it starts: the next key is published, registries are restarted, and then it is activated.

/** Makes and publishes the next key. There is at most one: as long as it waits, that one is answered, and not `made`. */
export async function publishNextKey(actor: Actor): Promise<{ kid: string; made: boolean }> {
  const waiting = await findNext()
  if (waiting) return { kid: waiting, made: false }
  const key = makeKey()
  const find = async () => target({ row: null, name: key.kid })
  try {
    await change(actor, 'configuration:update', 'signing-key.create', find, async (tx) => {
      await tx.setting.create({ data: { key: nextKey, value: key.kid } })
      await tx.signingKey.create({ data: key })
      return { result: undefined }
    })
    return { kid: key.kid, made: true }
  } catch (error) {
    const other = isUniqueViolation(error) ? await findNext() : null
    if (other) return { kid: other, made: false }
    throw error
  }
}

/**
 * Makes a published key the one that signs: the next one, or a retired one, which takes a rotation back. Every process
 * follows within seconds, and the key that signed before stays published until its tokens are gone. False when it
 * signs already. *Not found* when no such key is published, *conflict* when another rotation was faster.
 */
export async function activateKey(actor: Actor, kid: string): Promise<boolean> {
  if ((await findActive()) === kid) return false
  await ensureReadable(kid)
  try {
    await change(actor, 'configuration:update', 'signing-key.activate', findKey(kid), async (tx, key) => ({
      result: undefined,
      ...(await activate(tx, key)),
    }))
    return true
  } catch (error) {
    if (asRefusal(error)?.kind === 'conflict' && (await findActive()) === kid) return false
    throw error
  }
}

/**
 * Deletes a key that does not sign, at once: registries that learn the keys anew refuse all its tokens. *Conflict* when
 * it signs.
 */
export async function removeKey(actor: Actor, kid: string): Promise<void> {
  await change(actor, 'configuration:update', 'signing-key.delete', findKey(kid, true), async (tx) => {
    // Locks the row that names the key in use, on PostgreSQL too, so that nobody activates this key meanwhile.
    const { count } = await tx.setting.updateMany({
      where: { key: activeKey, value: { not: kid } },
      data: { key: activeKey },
    })
    if (count === 0) throw new Refusal('conflict', 'this key signs the tokens: activate another one first')
    await tx.setting.deleteMany({ where: { key: nextKey, value: kid } })
    await tx.signingKey.delete({ where: { kid } })
    return { result: undefined }
  })
}

/** Deletes the retired keys whose tokens are gone, and answers which. */
export async function pruneKeys(actor: Actor): Promise<string[]> {
  const gone = (await allKeys(db())).filter(isGone).map(({ kid }) => kid)
  for (const kid of gone) {
    await removeKey(actor, kid).catch((error: unknown) => {
      // Somebody else has pruned, or made use of it again.
      if (!asRefusal(error)) throw error
    })
  }
  return gone
}

async function activate(tx: Tx, { kid }: PublishedKey): Promise<{ before: AuditFields; after: AuditFields }> {
  const changedMeanwhile = new Refusal('conflict', 'another rotation was faster: look at the keys and try again')
  const active = await tx.setting.findUnique({ where: { key: activeKey } })
  // Asked of the row itself: what was found before may be older than what it says now.
  if (!active || active.value === kid) throw changedMeanwhile
  const switched = await tx.setting.updateMany({ where: { key: activeKey, value: active.value }, data: { value: kid } })
  // Without its row nobody could sign: it may have been removed since it was found.
  const unretired = await tx.signingKey.updateMany({ where: { kid }, data: { retiredAt: null } })
  if (switched.count === 0 || unretired.count === 0) throw changedMeanwhile
  await tx.setting.deleteMany({ where: { key: nextKey, value: kid } })
  await tx.signingKey.updateMany({ where: { kid: active.value }, data: { retiredAt: now() } })
  return { before: { key: active.value }, after: { key: kid } }
}

/** Better that this fails here than every token of every process. */
async function ensureReadable(kid: string): Promise<void> {
  const row = await db().signingKey.findUnique({ where: { kid } })
  if (row) openKey(row)
}

const settingValue = async (key: string) => (await db().setting.findUnique({ where: { key } }))?.value ?? null
const findNext = () => settingValue(nextKey)
const findActive = () => settingValue(activeKey)

const findKey =
  (kid: string, alsoGone = false) =>
  async (tx: Tx): Promise<Target<PublishedKey> | null> => {
    const key = (await allKeys(tx)).find((each) => each.kid === kid && (alsoGone || !isGone(each)))
    return key ? target({ row: key, name: kid }) : null
  }

const target = <Row>({ row, name }: { row: Row; name: string }): Target<Row> => ({
  row,
  scope: { kind: 'system' },
  resource: { type: 'signing-key', name },
  seenWith: 'configuration:update',
})
