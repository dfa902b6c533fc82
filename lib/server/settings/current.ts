import 'server-only'
import {
  formerPrefixesKey,
  livePrefixes,
  parseFormerPrefixes,
  readRobotName,
  type FormerPrefix,
} from '@/lib/domain/settings/robot-prefixes'
import type { Settings } from '@/lib/domain/settings/settings'
import { now } from '../clock'
import { hotReads } from '../store/db'
import { asUnavailable } from '../unavailable'
import { env } from '../env'
import { globalState } from '../global-state'
import { effective } from './read'

type Known = { text: string; environment: object; settings: Settings; former: readonly FormerPrefix[] }

/**
 * The settings as they stand now, for who asks at every request and outside of a transaction: a change works at once in
 * every process.
 */
export const currentSettings = async (): Promise<Settings> => (await currentNames()).settings

/** With them, the prefixes that a robot's full name may have now: today's first, then those of before that go on. */
export async function currentNames(): Promise<{ settings: Settings; prefixes: readonly string[] }> {
  try {
    const { settings, former } = known((await hotReads().ask({})).settings)
    const live = livePrefixes(former, now().getTime())
    return { settings, prefixes: [settings.robotNamePrefix, ...live.map(({ prefix }) => prefix)] }
  } catch (error) {
    throw asUnavailable(error)
  }
}

/** What the rows of the table, as `HotAnswer` has them, come to; worked out only when they have changed. */
export const settingsOf = (text: string): Settings => known(text).settings

/** What a full name means by these settings, now; see `readRobotName`. */
export function nameBy(text: string, username: string): ReturnType<typeof readRobotName> {
  const { settings, former } = known(text)
  // Read at every token: the clock is asked only where it matters.
  return readRobotName(
    username,
    settings.robotNamePrefix,
    former.length === 0 ? former : livePrefixes(former, now().getTime()),
  )
}

/** The prefix of before that a name has, while that goes on; undefined when it has today's, or none. */
export function formerPrefixBy(text: string, username: string): string | undefined {
  const { settings, former } = known(text)
  if (former.length === 0) return undefined
  const prefix = nameBy(text, username)?.prefix
  return prefix === settings.robotNamePrefix ? undefined : prefix
}

function known(text: string): Known {
  const state = globalState<{ known?: Known }>('current-settings', () => ({}))
  const environment = env()
  if (state.known?.text !== text || state.known.environment !== environment) {
    const stored = new Map(JSON.parse(text) as [string, string][])
    const former = parseFormerPrefixes(stored.get(formerPrefixesKey))
    state.known = { text, environment, settings: Object.freeze(effective(stored)), former }
  }
  return state.known
}
