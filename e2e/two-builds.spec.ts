import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { buildClone, makeUnbuiltClone, type Clone } from './clone'
import { expect, signInState, test, unique } from './fixtures'
import { blankDatabase, cluster } from './postgres-database'
import { adminPassword, startServer } from './server'
import { createRobot, expectRow } from './verbs'

// A proof of its own, `npm run prove -- two-builds`; what one build tells of itself is build.spec.ts.
// Replicas are often built one by one, and a page stays open while the server behind it is built anew.
test.describe.configure({ mode: 'serial' })

const root = path.join(import.meta.dirname, '..')
let clone: Clone

test.beforeAll(async () => {
  test.setTimeout(300_000)
  clone = makeUnbuiltClone()
  // What a shell may hold must not make another build of it.
  await buildClone(clone, { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: randomBytes(32).toString('base64') })
})
test.afterAll(() => clone?.remove())

const read = (folder: string, file: string) => readFileSync(path.join(folder, '.next', file), 'utf8')

test('two builds of one source name the same actions, the same build and the same files', () => {
  const of = (folder: string) => {
    const { node } = JSON.parse(read(folder, 'server/server-reference-manifest.json')) as { node: object }
    const files = readdirSync(path.join(folder, '.next/static'), { recursive: true, encoding: 'utf8' })
    return { actions: Object.keys(node).sort(), build: read(folder, 'BUILD_ID'), files: files.sort() }
  }
  const [one, other] = [of(root), of(clone.folder)]
  expect(one.actions.length).toBeGreaterThan(15)
  expect(other).toEqual(one)
})

test('what a page of one build sends, the server of another does; it goes on as if it were its own', async ({
  browser,
}) => {
  expect(cluster, 'needs postgresql').toBeTruthy()
  const shared = { DATABASE_URL: await blankDatabase(), SECRET_KEY: randomBytes(32).toString('hex') }
  const one = await startServer(shared)
  const other = await startServer({ ...shared, EXTERNAL_URL: one.url }, clone.folder)
  try {
    const state = await signInState(one.url, { username: 'admin', password: adminPassword })
    const context = await browser.newContext({ baseURL: one.url, storageState: state })
    const page = await context.newPage()
    // Documents and files come from one, what a page's script asks for from the other.
    await page.route('**/*', (route, request) =>
      request.resourceType() === 'fetch'
        ? route.continue({ url: request.url().replace(one.url, other.url) })
        : route.continue(),
    )
    const name = unique('bot')
    expect(await createRobot(page, 'library', name)).toMatch(/^hrb_/)
    await page.goto('/projects')
    await page.evaluate(() => void ((window as { isStill?: boolean }).isStill = true))
    await page.getByRole('link', { name: 'library' }).click()
    await expectRow(page, name)
    expect(await page.evaluate(() => (window as { isStill?: boolean }).isStill), 'the page was not loaded anew').toBe(
      true,
    )
    await expect.poll(() => other.log()).toMatch(/"method":"POST","path":"\/projects\/library\/robots","status":200/)
    expect(one.log()).not.toContain('"method":"POST","path":"/projects/')
    await context.close()
  } finally {
    await Promise.all([one.stop(), other.stop()])
  }
})
