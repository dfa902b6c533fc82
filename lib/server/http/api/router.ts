import 'server-only'
import type { Operation } from './operations/operation'

/** An operation with the texts, decoded, that stand in the path for its parameters. */
export type Route = { operation: Operation; texts: Readonly<Record<string, string>> }
/** What a path and a method lead to: an operation, or the methods that there are instead. */
type Found = { kind: 'route'; route: Route } | { kind: 'other-methods'; allow: string } | { kind: 'nothing' }

type Named = { operation: Operation; names: readonly string[] }
type Branch = { exact: Map<string, Branch>; any?: Branch; byMethod: Map<string, Named> }
type Place = { byMethod: ReadonlyMap<string, Named>; values: readonly string[] }

const branch = (): Branch => ({ exact: new Map(), byMethod: new Map() })

/**
 * Leads from a method and a path to one of the operations, which are given by the base they lie below. Exact parts win
 * over parameters, and a slash at the end changes nothing. The path must be decodable; each part is decoded once.
 */
export function router(tables: Record<string, readonly Operation[]>): (method: string, path: string) => Found {
  const root = branch()
  for (const [base, operations] of Object.entries(tables)) for (const each of operations) add(root, base, each)
  return (method, path) => {
    const parts = path.split('/').slice(1)
    if (parts.at(-1) === '') parts.pop()
    const place = find(root, parts.map(decoded), 0, [])
    return place ? choose(place, method) : { kind: 'nothing' }
  }
}

const decoded = (part: string): string => (part.includes('%') ? decodeURIComponent(part) : part)

function add(root: Branch, base: string, operation: Operation): void {
  const names: string[] = []
  let at = root
  for (const part of `${base}${operation.path}`.split('/').slice(1)) {
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? []
    const next = (name === undefined ? at.exact.get(part) : at.any) ?? branch()
    if (name === undefined) at.exact.set(part, next)
    else {
      names.push(name)
      at.any = next
    }
    at = next
  }
  if (at.byMethod.has(operation.method)) throw new Error(`${operation.id}: its method and path are taken`)
  at.byMethod.set(operation.method, { operation, names })
}

/** Goes on below a parameter only where nothing lies below the exact part. */
function find(at: Branch, parts: readonly string[], index: number, values: readonly string[]): Place | null {
  const part = parts[index]
  if (part === undefined) return at.byMethod.size > 0 ? { byMethod: at.byMethod, values } : null
  const exact = at.exact.get(part)
  const place = exact ? find(exact, parts, index + 1, values) : null
  if (place || !at.any || part === '') return place
  return find(at.any, parts, index + 1, [...values, part])
}

/** GET answers HEAD where nothing else does. */
function choose({ byMethod, values }: Place, method: string): Found {
  const got = byMethod.get('GET')
  const forHead = byMethod.get('HEAD') ?? (got?.operation.head === false ? undefined : got)
  const named = method === 'HEAD' ? forHead : byMethod.get(method)
  if (!named) {
    const methods = new Set([...byMethod.keys(), ...(forHead ? ['HEAD'] : [])])
    return { kind: 'other-methods', allow: [...methods].sort().join(', ') }
  }
  const texts = Object.fromEntries(named.names.map((name, index) => [name, values[index]!]))
  return { kind: 'route', route: { operation: named.operation, texts } }
}
