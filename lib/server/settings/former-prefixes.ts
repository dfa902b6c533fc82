import 'server-only'
import {
  formerAfter,
  formerPrefixesKey,
  graceEnd,
  livePrefixes,
  maxFormerPrefixes,
  parseFormerPrefixes,
  type ExtendFormerPrefixInput,
  type FormerPrefix,
} from '@/lib/domain/settings/robot-prefixes'
import { now } from '../clock'
import { Refusal } from '../errors'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import type { Tx } from '../store/db'
import { storedSettings } from './read'
import { theSettings, writeSettings } from './write'

/** The prefixes of before that are still taken, the latest first. */
export async function formerPrefixes(tx: Tx): Promise<FormerPrefix[]> {
  return livePrefixes(stored(await storedSettings(tx)), now().getTime())
}

/** From now on no robot signs in under this prefix of before; *not found* when none does any more. */
export const endFormerPrefix = (actor: Actor, { prefix }: { prefix: string }): Promise<void> =>
  changeEnd(actor, 'configuration.end-former-prefix', prefix, () => now().getTime())

/** It goes on for so many days from now; *invalid* when it does already. */
export const extendFormerPrefix = (actor: Actor, { prefix, days }: ExtendFormerPrefixInput): Promise<void> =>
  changeEnd(actor, 'configuration.extend-former-prefix', prefix, (until) => {
    const later = graceEnd(now().getTime(), days)
    if (later > until) return later
    throw new Refusal('invalid', `the prefix ${prefix} goes on for as long already`, 'prefix-goes-on')
  })

async function changeEnd(
  actor: Actor,
  operation: 'configuration.end-former-prefix' | 'configuration.extend-former-prefix',
  prefix: string,
  endOf: (until: number) => number,
): Promise<void> {
  await change(
    actor,
    'configuration:update',
    operation,
    async () => theSettings,
    async (tx) => {
      const settings = await storedSettings(tx)
      const former = stored(settings)
      const found = livePrefixes(former, now().getTime()).find((each) => each.prefix === prefix)
      if (!found) throw new Refusal('not-found', `no former prefix ${prefix} is taken any more`, 'prefix-ended')
      const until = endOf(found.until)
      await writeFormer(tx, settings, replaced(former, { prefix, until }))
      const before = { formerPrefixUntil: iso(found.until) }
      return { result: undefined, before, after: { formerPrefix: prefix, formerPrefixUntil: iso(until) } }
    },
  )
}

const replaced = (former: readonly FormerPrefix[], one: FormerPrefix): FormerPrefix[] =>
  former.map((each) => (each.prefix === one.prefix ? one : each))

type PrefixChange = { from: string; to: string; days?: number }

/**
 * For a change of the prefix: keeps that of before for the days of its grace, if it has one, and those before it; tells
 * until when. *Invalid* when a name could be read in two ways, or too many go on already.
 */
export async function keepFormer(tx: Tx, settings: Map<string, string>, change: PrefixChange): Promise<string | null> {
  const before = stored(settings)
  const after = formerAfter(before, { ...change, now: now().getTime() })
  if ('fault' in after) throw after.fault === 'ambiguous' ? ambiguous(after.prefix) : tooMany()
  if (before.length > 0 || after.former.length > 0) await writeFormer(tx, settings, after.former)
  if (change.days === undefined) return null
  // Who used it in an earlier grace says nothing of this one.
  await tx.formerNameUse.deleteMany({ where: { prefix: change.from } })
  return iso(after.former[0]!.until)
}

const ambiguous = (prefix: string) =>
  new Refusal(
    'invalid',
    `a name could be read under this prefix and under ${prefix}, which is to go on: choose another prefix, or end that one`,
    'prefix-ambiguous',
  )

const tooMany = () =>
  new Refusal('invalid', `${maxFormerPrefixes} former prefixes go on already: end one first`, 'prefix-too-many')

const stored = (settings: Map<string, string>) => parseFormerPrefixes(settings.get(formerPrefixesKey))

const writeFormer = (tx: Tx, settings: Map<string, string>, former: readonly FormerPrefix[]) =>
  writeSettings(tx, settings, { [formerPrefixesKey]: JSON.stringify(former) })

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()
