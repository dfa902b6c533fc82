import 'server-only'
import { globalState } from '../global-state'
import type { SignInRead } from '../auth/authenticate-robot'
import type { SignInRobot, VisibleProject } from '../store/hot-reads/hot-reads'

/** All that a token says or that decided what it says, but for its own id. */
export type Basis = Pick<SignInRead, 'settings' | 'robot' | 'projects'> & {
  /** The key that signs. */
  kid: string
  /** Unix seconds. */
  issuedAt: number
  name: string
  /** The secret that was proved; null for nobody's. */
  secretId: number | null
  scopes: readonly string[]
}

type Known<Token> = { basis: Basis; token: Promise<Token> }
/** Of one second only: of a later one nobody gets them any more. */
type Herd = { second: number; tokens: Map<string, Known<unknown>> }

const maxTokens = 10_000

/**
 * What was made for this basis within the same second, or what `make` makes: a build starts fifty pulls at once with one
 * secret. Whoever gets here has proved who it is by itself.
 */
export function onceForAll<Token>(basis: Basis, make: () => Promise<Token>): Promise<Token> {
  const herd = globalState<Herd>('herd', () => ({ second: 0, tokens: new Map() }))
  if (herd.second !== basis.issuedAt) {
    herd.second = basis.issuedAt
    herd.tokens.clear()
  }
  const key = `${basis.name}\0${basis.secretId}\0${basis.scopes.join('\0')}`
  const known = herd.tokens.get(key) as Known<Token> | undefined
  if (known && isSame(known.basis, basis)) return known.token
  const token = make()
  if (herd.tokens.size >= maxTokens) return token
  const { tokens } = herd
  tokens.set(key, { basis, token })
  token.catch(() => tokens.delete(key))
  return token
}

const isSame = (one: Basis, other: Basis): boolean =>
  one.kid === other.kid &&
  one.settings === other.settings &&
  isSameRobot(one.robot, other.robot) &&
  isSameList(one.projects, other.projects, isSameProject)

const isSameRobot = (one: SignInRobot | null, other: SignInRobot | null): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.id === other.id &&
    one.expiresAt === other.expiresAt &&
    isSameList(one.grants, other.grants, isSameGrant))

type Grant = SignInRobot['grants'][number]

const isSameGrant = (one: Grant, other: Grant): boolean =>
  one.scope === other.scope && one.projectId === other.projectId && one.access === other.access

const isSameProject = (one: VisibleProject, other: VisibleProject): boolean =>
  one === other || (one.id === other.id && one.name === other.name && one.public === other.public)

const isSameList = <Item>(
  one: readonly Item[],
  other: readonly Item[],
  isSameItem: (one: Item, other: Item) => boolean,
): boolean => one.length === other.length && one.every((item, index) => isSameItem(item, other[index]!))
