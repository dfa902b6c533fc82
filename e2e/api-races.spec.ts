import { randomBytes } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { blankDatabase, cluster } from './postgres-database'
import { adminPassword, startServer } from './server'

// `npm run prove -- races` does all 20.
const isProof = process.env.PROVE === 'true'
const rounds = isProof ? 20 : 4
const callers = 100
const authorization = `Basic ${Buffer.from(`admin:${adminPassword}`).toString('base64')}`

type Answer = { status: number; id: number | null; code: string | null }

async function create(url: string, name: string): Promise<Answer> {
  const access = [{ resource: 'repository', action: 'pull' }]
  const response = await fetch(`${url}/api/v2.0/robots`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({
      name,
      level: 'project',
      duration: 30,
      permissions: [{ kind: 'project', namespace: 'library', access }],
    }),
  })
  const body = (await response.json()) as { id?: number; errors?: { code: string }[] }
  return { status: response.status, id: body.id ?? null, code: body.errors?.[0]?.code ?? null }
}

/** The ids under which a process lists the robots of this name. */
async function idsOf(url: string, name: string): Promise<number[]> {
  const q = encodeURIComponent(`Level=project,ProjectID=1,name=library%2B${name}`)
  const response = await fetch(`${url}/api/v2.0/robots?q=${q}`, { headers: { authorization } })
  expect(response.status).toBe(200)
  return ((await response.json()) as { id: number }[]).map(({ id }) => id)
}

test('100 creations of one name at the same moment on two processes, again and again: exactly one succeeds', async () => {
  // A proof that did not run has proved nothing.
  test.skip(!cluster && !isProof, 'needs postgresql')
  test.setTimeout(240_000)
  const shared = { DATABASE_URL: await blankDatabase(), SECRET_KEY: randomBytes(32).toString('hex') }
  const servers = await Promise.all([startServer(shared), startServer(shared)])
  try {
    for (let round = 0; round < rounds; round++) {
      const name = `raced-${round}`
      const answers = await Promise.all(
        Array.from({ length: callers }, (_, caller) => create(servers[caller % servers.length]!.url, name)),
      )
      const made = answers.filter(({ status }) => status === 201)
      const refused = answers.filter(({ status, code }) => status === 409 && code === 'CONFLICT')
      expect([made.length, refused.length], `round ${round}: made, refused`).toEqual([1, callers - 1])
      for (const { url } of servers) expect(await idsOf(url, name)).toEqual([made[0]!.id])
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
})
