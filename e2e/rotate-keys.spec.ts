import path from 'node:path'
import { expect, test } from './fixtures'
import { writeOciImage } from './oci-image'
import { startProgram } from './program'
import { startRegistry, type Registry } from './registry'
import { adminPassword, startServer, type TestServer } from './server'
import { makeSkopeo } from './skopeo'

const missing = (process.env.TEST_MISSING_TOOLS ?? '').split(',')
const isMissing = ['docker-registry', 'skopeo'].some((tool) => missing.includes(tool))
const admin = { name: 'admin', secret: adminPassword }
const succeeds = { code: 0, output: expect.any(String) }

/** Ends what a test has started, the last first. */
const started: { stop: () => Promise<unknown> }[] = []
const begun = <Part extends { stop: () => Promise<unknown> }>(part: Part): Part => (started.push(part), part)
test.afterEach(async () => {
  for (const part of started.splice(0).reverse()) await part.stop()
})

async function rotate({ env }: TestServer, ...args: string[]) {
  const command = ['run', '--silent', 'keys:rotate', '--', ...args]
  const program = startProgram('npm', command, path.join(import.meta.dirname, '..'), env)
  return { code: await program.ended, output: program.output() }
}

async function token({ url }: TestServer): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${admin.name}:${admin.secret}`).toString('base64')}`
  const asked = `${url}/service/token?service=harbor-registry&scope=repository:library/app:pull`
  return (await (await fetch(asked, { headers: { authorization } })).json()).token
}

const kidOf = (text: string): string => JSON.parse(Buffer.from(text.split('.')[0]!, 'base64url').toString()).kid

/** Whether a registry lets a token in; what is not there may be asked for too. */
async function accepts({ host }: Registry, bearer: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${bearer}` }
  return (await fetch(`http://${host}/v2/library/app/tags/list`, { headers })).status !== 401
}

test('the signing key is changed under a real registry without a refusal', async () => {
  test.skip(isMissing, 'needs docker-registry and skopeo')
  test.slow()
  const server = begun(await startServer())
  const before = begun(await startRegistry(server.url))
  const old = await token(server)
  expect(await accepts(before, old)).toBe(true)

  const published = await rotate(server)
  expect(published).toEqual({ code: 0, output: expect.stringContaining('A new key is published') })
  expect(kidOf(await token(server))).toBe(kidOf(old))
  // What restarting it would do: it reads the keys anew.
  const restarted = begun(await startRegistry(server.url))
  const skopeo = makeSkopeo(restarted)
  started.push({ stop: async () => skopeo.clean() })
  expect(await skopeo.login(admin)).toEqual(succeeds)
  expect(await skopeo.push(writeOciImage(skopeo.home), 'library/app:1')).toEqual(succeeds)

  let activated = false
  const kids = new Set<string>()
  const refusals: string[] = []
  const busy = (async () => {
    while (!activated || kids.size < 2) {
      const fresh = await token(server)
      kids.add(kidOf(fresh))
      for (const each of [fresh, old]) if (!(await accepts(restarted, each))) refusals.push(kidOf(each))
    }
  })()
  expect(await rotate(server, '--activate')).toEqual({ code: 0, output: expect.stringContaining('signs from now on') })
  activated = true
  await busy
  expect(refusals).toEqual([])
  expect([...kids][0]).toBe(kidOf(old))
  expect(await skopeo.push(writeOciImage(skopeo.home, 'other\n'), 'library/app:2')).toEqual(succeeds)
  expect(await skopeo.pull('library/app:1', `oci:${skopeo.home}/copy:1`)).toEqual(succeeds)

  // One that was not restarted is why a key is published before it signs.
  expect(await accepts(before, old)).toBe(true)
  expect(await accepts(before, await token(server))).toBe(false)
})
