import 'server-only'
import { hash, randomBytes } from 'node:crypto'
import type { TokenAccess } from '@/lib/domain/registry-scope'
import type { Settings } from '@/lib/domain/settings'
import type { AuthenticatedRobot } from '../auth/authenticate-robot'
import type { Basic } from '../auth/basic'
import { globalState } from '../global-state'
import type { HotAnswer, HotQuestion } from '../store/hot-reads/hot-reads'

/** `expiresIn` in seconds, `issuedAt` in whole Unix seconds; `access` is what the token says. */
export type IssuedToken = { token: string; expiresIn: number; issuedAt: number; access: TokenAccess[] }

/** What many ask in the same words, name and secret included: a build starts fifty pulls at once. */
export type Ask = {
  readonly name: string
  readonly size: number
  readonly question: HotQuestion
  /** The robot that a secret nobody can guess has proved, under these rows and no others. */
  proved: { answer: HotAnswer; robot: AuthenticatedRobot } | null
  /** The last token that was made, and all that it depends on beside its time. */
  latest: { answer: HotAnswer; settings: Settings; kid: string; issued: IssuedToken } | null
}

type Herd = { key: string; asks: Map<string, Ask>; characters: number }
const herd = () =>
  globalState<Herd>('herd', () => ({ key: randomBytes(32).toString('base64'), asks: new Map(), characters: 0 }))

/** As much as may be kept, some tens of megabytes; what is asked often is soon there again. */
const maxCharacters = 32_000_000

/**
 * The ask in these words. It is found by their digest under a key that this process has drawn: neither what is kept nor
 * the time that it takes to look tells anything of a secret.
 */
export function askOf(credentials: Basic | 'none', scopes: string, toQuestion: () => HotQuestion): Ask {
  const state = herd()
  // No name and no scope holds a NUL, so no two mean the same words.
  const words = credentials === 'none' ? scopes : `${credentials.username}\0${credentials.secret}\0${scopes}`
  const name = hash('sha256', state.key + words, 'base64')
  const known = state.asks.get(name)
  if (known) return known
  // A token and the answer it stands in, twice, are some times as long as its scopes.
  const ask: Ask = { name, size: 4_000 + 10 * scopes.length, question: toQuestion(), proved: null, latest: null }
  if (state.characters + ask.size > maxCharacters) forgetAll(state)
  state.characters += ask.size
  state.asks.set(name, ask)
  return ask
}

/** For who was refused: only what was granted is kept. */
export function forget(ask: Ask): void {
  const state = herd()
  if (state.asks.get(ask.name) !== ask) return
  state.asks.delete(ask.name)
  state.characters -= ask.size
}

function forgetAll(state: Herd): void {
  state.asks.clear()
  state.characters = 0
}
