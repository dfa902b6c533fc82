import 'server-only'
import { unknownName } from '@/lib/domain/audit/audit-row'
import type { OpenLinkInput } from '@/lib/domain/links/link-schema'
import type { OpenedLink } from '@/lib/domain/links/link-row'
import type { RequestSource } from '../rights/actor'
import { recordEvents } from '../rights/events'
import { record, type AuditResource } from '../rights/record'
import { recordDenial } from '../rights/record-denial'
import { now } from '../clock'
import { Refusal } from '../errors'
import type { Guess } from '../guessing/guess'
import { beginGuess } from '../guessing/guess-limits'
import { reveal, robotFields, robotFullName } from '../robots/find'
import { linkHandle, newSalt, openBox, stretch, type Look } from '../secrets/link-box'
import { readSettings } from '../settings/read'
import { db, inTransaction, type Tx } from '../store/db'
import { asTheyStand, openLinks, stateOf } from './find'

type Outcome = { kind: 'opened'; opened: OpenedLink } | { kind: 'refused'; reason: string; resource: AuditResource }

/**
 * Opens a link for whoever has both halves of it and its passphrase, once: of many at the same moment one is answered,
 * and with that the secret is gone from here. *Not found*, in the same words, whatever the reason; that is in the audit
 * log alone. *Too many requests* after too many failures of one place.
 */
export async function openLink(source: RequestSource, input: OpenLinkInput): Promise<OpenedLink> {
  const handle = linkHandle(input)
  const attempt = { kind: 'link', name: handle, address: source.address } as const
  const guess = beginGuess(attempt)
  const outcome = await tryToOpen(source, handle, input, guess).catch((error: unknown) => {
    guess.takeBack()
    throw error
  })
  if (outcome.kind === 'opened') {
    guess.takeBack()
    return outcome.opened
  }
  guess.fail()
  const { reason, resource } = outcome
  // The answer does not wait for it.
  void recordDenial(
    { kind: 'anonymous', source },
    { operation: 'link.open', resource, result: 'denied', after: { reason } },
  )
  throw new Refusal('not-found', 'this link does not open anything', 'link-gone')
}

const unknown: Outcome = { kind: 'refused', reason: 'unknown', resource: { type: 'robot', name: unknownName } }

async function tryToOpen(source: RequestSource, handle: string, input: OpenLinkInput, guess: Guess): Promise<Outcome> {
  const seen = await findLink(db(), handle)
  // It is made long for every link: how long that takes must not tell whether there is one.
  const stretched = await stretch(input.passphrase, seen?.salt ?? newSalt(), lookAt(seen, input.key, guess))
  if (!seen) return unknown
  if (stateOf(seen) !== 'open') return over(seen)
  return inTransaction(async (tx) => {
    const link = await findLink(tx, handle)
    if (!link) return unknown
    const { box, secretId } = link
    if (stateOf(link) !== 'open' || box === null || secretId === null || !link.secret) return over(link)
    const secret = openBox(box, { key: input.key, salt: link.salt, stretched }, { ...link, secretId })
    return secret === null ? miss(tx, link) : take(tx, source, link, secret)
  })
}

/** Whether it opens is known within its turn, so that no more are looked at before the first failure is known. */
const lookAt =
  (link: Link | null, key: string, guess: Guess): Look =>
  async (make) => {
    let stretched: Buffer | null = null
    await guess.look(async () => {
      stretched = await make()
      if (!link || link.box === null || link.secretId === null) return false
      return openBox(link.box, { key, salt: link.salt, stretched }, { ...link, secretId: link.secretId }) !== null
    })
    return stretched
  }

async function findLink(tx: Tx, handle: string) {
  const link = await tx.oneTimeLink.findUnique({
    where: { handle },
    include: { secret: { select: { robot: { include: robotFields } } } },
  })
  return link && (await asTheyStand(tx, [link]))[0]!
}
type Link = NonNullable<Awaited<ReturnType<typeof findLink>>>

/** Whoever is first: the others find that no row is left that could be opened. */
async function take(tx: Tx, source: RequestSource, link: Link, secret: string): Promise<Outcome> {
  const { count } = await tx.oneTimeLink.updateMany({
    where: { id: link.id, triesLeft: { gt: 0 }, ...openLinks() },
    data: {
      box: null,
      openedAt: now(),
      openedFrom: source.address ?? null,
      openedWith: source.client ?? null,
    },
  })
  if (count === 0) return over(link)
  const { robot } = link.secret!
  const name = robotFullName((await readSettings(tx)).robotNamePrefix, robot)
  const resource = { ...resourceOf(link), name }
  const actor = { kind: 'anonymous', source } as const
  await record(tx, actor, { operation: 'link.open', resource, result: 'success', after: { link: link.id } })
  await recordEvents(tx, actor, [{ event: 'link.open', resource }])
  return { kind: 'opened', opened: reveal(robot, name, secret) }
}

/** A wrong passphrase takes one of the tries that are left, and with the last the secret goes. */
async function miss(tx: Tx, link: Link): Promise<Outcome> {
  const { id } = link
  const { count } = await tx.oneTimeLink.updateMany({
    where: { id, triesLeft: { gt: 0 }, ...openLinks() },
    data: { triesLeft: { decrement: 1 } },
  })
  if (count === 0) return over(link)
  await tx.oneTimeLink.updateMany({ where: { id, triesLeft: { lte: 0 } }, data: { box: null } })
  return { kind: 'refused', reason: 'wrong-passphrase', resource: resourceOf(link) }
}

/** In the log the second try of a link says more than that it failed: somebody else may have been first. */
function over(link: Link): Outcome {
  const state = stateOf(link)
  return { kind: 'refused', reason: state === 'open' ? 'opened' : state, resource: resourceOf(link) }
}

const resourceOf = ({ robotId, robotName, secret }: Link): AuditResource => ({
  type: 'robot',
  id: robotId,
  name: robotName,
  project: secret?.robot.project ?? undefined,
})
