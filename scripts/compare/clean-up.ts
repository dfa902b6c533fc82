import type { Side } from './side'

/** Where what was made is listed, and by which key it is named and deleted. */
const lists = [
  { path: '/robots?page_size=100&q=name%3D~{prefix}', name: 'name', id: 'id', below: '/robots' },
  { path: '/projects?page_size=100&name={prefix}', name: 'name', id: 'project_id', below: '/projects' },
  { path: '/users?page_size=100&username={prefix}', name: 'username', id: 'user_id', below: '/users' },
] as const

/** Deletes what was made on a server, also what no answer told of. Answers the addresses of what is left. */
export async function cleanUp(side: Side): Promise<string[]> {
  for (const path of [...side.made]) await remove(side, path)
  for (const path of await leftOn(side)) await remove(side, path)
  return leftOn(side)
}

/** What the server lists under the prefix; robots of a project go with it. */
async function leftOn(side: Side): Promise<string[]> {
  const prefix = side.names.get('prefix')
  // Nothing was made before there was one.
  if (prefix === undefined) return []
  const left: string[] = []
  for (const { path, name, id, below } of lists) {
    const { status, body, text } = await side.ask({ method: 'GET', path })
    if (status !== 200) throw new Error(`${side.title}: GET ${path} answered ${status}: ${text.trim()}`)
    for (const row of body as Record<string, unknown>[])
      if (String(row[name]).includes(prefix)) left.push(`${below}/${String(row[id])}`)
  }
  return left
}

/** Members go with their project. What is gone already is no failure; what is not is found by the lists. */
async function remove(side: Side, path: string): Promise<void> {
  if (!path.includes('/members/')) await side.ask({ method: 'DELETE', path })
}

type Items = Record<string, { value?: unknown; editable?: boolean }>

export const configurationsOf = async (side: Side): Promise<Items> =>
  (await side.ask({ method: 'GET', path: '/configurations' })).body as Items

/** Puts back what a request has changed that should have been refused. Answers the keys that could not be. */
export async function putBack(side: Side, before: Items): Promise<string[]> {
  const changed = async () => {
    const now = await configurationsOf(side)
    return Object.keys(before).filter((key) => JSON.stringify(now[key]?.value) !== JSON.stringify(before[key]?.value))
  }
  const keys = await changed()
  if (keys.length === 0) return []
  await side.ask({
    method: 'PUT',
    path: '/configurations',
    body: Object.fromEntries(keys.map((key) => [key, before[key]?.value])),
  })
  return changed()
}
