import 'server-only'
import { hash, randomBytes } from 'node:crypto'
import type { TokenAccess } from '@/lib/domain/registry/registry-scope'
import type { Settings } from '@/lib/domain/settings/settings'
import type { AuthenticatedRobot } from '../auth/verdict'
import type { Basic } from '../auth/basic'
import { now } from '../clock'
import { globalState } from '../global-state'
import type { HotAnswer, HotQuestion } from '../store/hot-reads/hot-reads'
import { sizeOfRobot } from '../store/hot-reads/rows'

/** `expiresIn` in seconds, `issuedAt` in whole Unix seconds; `access` is what the token says. */
export type IssuedToken = { token: string; expiresIn: number; issuedAt: number; access: TokenAccess[] }

/** What many ask in the same words, name and secret included: a build starts fifty pulls at once. */
export type Ask = {
  readonly name: string
  readonly question: HotQuestion
  /** By how many milliseconds its seconds begin before the clock's: else all would want another token at one moment. */
  readonly ahead: number
  /** As many characters as it holds. */
  size: number
  /** The robot that a secret nobody can guess has proved, under these rows and no others. */
  proved: { answer: HotAnswer; robot: AuthenticatedRobot } | null
  /** The last token that was made, and all that it depends on beside its time. */
  latest: { answer: HotAnswer; settings: Settings; kid: string; second: number; issued: IssuedToken } | null
}

type Herd = { key: string; asks: Map<string, Ask>; characters: number }
const herd = () =>
  globalState<Herd>('herd', () => ({ key: randomBytes(32).toString('base64'), asks: new Map(), characters: 0 }))

/** As much as may be kept, some tens of megabytes; full, it starts anew: what is asked often is soon there again. */
export const maxCharacters = 32_000_000
/** Of what is the same size for all. */
const usualSize = 1_000

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
  const ahead = Buffer.from(name, 'base64').readUInt16LE() % 1000
  const ask: Ask = { name, question: toQuestion(), ahead, size: 0, proved: null, latest: null }
  state.asks.set(name, ask)
  grow(state, ask, usualSize + scopes.length)
  return ask
}

/** Which second it is for an ask. */
export const secondOf = ({ ahead }: Ask): number => Math.floor((now().getTime() + ahead) / 1000)

/** What was made for an ask, to be given to whoever comes next. */
export function keep(ask: Ask, latest: NonNullable<Ask['latest']>): void {
  const state = herd()
  if (state.asks.get(ask.name) !== ask) return
  ask.latest = latest
  const { robot } = latest.answer
  // The token stands twice in a body; of the rows a robot's grants may be many.
  const size = usualSize + 4 * latest.issued.token.length + (robot ? sizeOfRobot(robot) : 0)
  grow(state, ask, size - ask.size)
}

function grow(state: Herd, ask: Ask, by: number): void {
  ask.size += by
  state.characters += by
  if (state.characters > maxCharacters) forgetAll(state)
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
