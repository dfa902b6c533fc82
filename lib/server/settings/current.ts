import 'server-only'
import type { Settings } from '@/lib/domain/settings'
import { hotReads } from '../store/db'
import { asUnavailable } from '../unavailable'
import { env } from '../env'
import { globalState } from '../global-state'
import { effective } from './read'

type Known = { text: string; environment: object; settings: Settings }

/**
 * The settings as they stand now, for who asks at every request and outside of a transaction: a change works at once in
 * every process.
 */
export async function currentSettings(): Promise<Settings> {
  try {
    return settingsOf((await hotReads().ask({})).settings)
  } catch (error) {
    throw asUnavailable(error)
  }
}

/** What the rows of the table, as `HotAnswer` has them, come to; worked out only when they have changed. */
export function settingsOf(text: string): Settings {
  const state = globalState<{ known?: Known }>('current-settings', () => ({}))
  const environment = env()
  if (state.known?.text !== text || state.known.environment !== environment) {
    const stored = new Map(JSON.parse(text) as [string, string][])
    state.known = { text, environment, settings: Object.freeze(effective(stored)) }
  }
  return state.known.settings
}
