import { randomBytes } from 'node:crypto'
import { test as base, expect, request, type BrowserContext, type Page } from '@playwright/test'
import { roleIds, type Role } from '@/lib/domain/permissions/role'
import { startSeed, type Seed } from './seed'
import { adminPassword, startServer, type TestServer } from './server'
import { violationsOf } from './violations'

/** Who looks at a page: a role in the test's project, the system admin, or a user who is no member. */
export type Viewer = Role | 'systemAdmin' | 'stranger'
type State = Awaited<ReturnType<BrowserContext['storageState']>>
type User = { username: string; password: string }

type WorkerFixtures = {
  server: TestServer
  seed: Seed
  /** One user per role and worker; members of the projects that `project` makes. */
  users: Record<Viewer, User>
  /** The cookies of a signed-in user; each role signs in once per worker. */
  stateOf: (viewer: Viewer) => Promise<State>
}

type TestFixtures = {
  /** Who `page` is signed in as: `test.use({ viewer: 'projectAdmin' })`. Nobody by default. */
  viewer: Viewer | null
  /** A fresh project with one member per role. */
  project: { name: string }
  /** A page of another user, beside `page`. */
  pageOf: (viewer: Viewer) => Promise<Page>
  /** Expects an error on the console; any other fails the test. */
  allowErrors: (pattern: RegExp) => void
}

const roles = Object.keys(roleIds) as Role[]
const usual = { timezoneId: 'UTC', locale: 'en-US', colorScheme: 'dark' as const }

export const test = base.extend<TestFixtures & { watch: (context: BrowserContext) => void }, WorkerFixtures>({
  server: [
    async ({}, use) => {
      const server = await startServer()
      await use(server)
      await server.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  seed: [
    async ({ server }, use) => {
      const seed = await startSeed(server.env)
      await use(seed)
      seed.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  users: [
    async ({ seed }, use) => {
      const users = { systemAdmin: { username: 'admin', password: adminPassword } } as Record<Viewer, User>
      for (const viewer of [...roles, 'stranger' as const]) {
        users[viewer] = { username: viewer, password: `Password-of-${viewer}-1` }
        await seed.user(users[viewer])
      }
      await use(users)
    },
    { scope: 'worker' },
  ],
  stateOf: [
    async ({ server, users }, use) => {
      const states = new Map<Viewer, Promise<State>>()
      await use((viewer) => {
        const state = states.get(viewer) ?? signInState(server.url, users[viewer])
        states.set(viewer, state)
        return state
      })
    },
    { scope: 'worker' },
  ],

  viewer: [null, { option: true }],
  timezoneId: usual.timezoneId,
  locale: usual.locale,
  colorScheme: usual.colorScheme,
  baseURL: async ({ server }, use) => use(server.url),
  storageState: async ({ viewer, stateOf }, use) => use(viewer ? await stateOf(viewer) : undefined),
  project: async ({ seed, users }, use) => {
    const name = unique('project')
    await seed.project({ name, members: Object.fromEntries(roles.map((role) => [users[role].username, role])) })
    await use({ name })
  },
  allowErrors: [
    async ({ context, watch }, use) => {
      const allowed: RegExp[] = []
      watch(context)
      await use((pattern) => void allowed.push(pattern))
      const unexpected = errorsOf(watch).filter((text) => !allowed.some((pattern) => pattern.test(text)))
      expect(unexpected, 'errors in the browser').toEqual([])
    },
    { auto: true },
  ],
  watch: async ({}, use) => {
    const errors: string[] = []
    const watch = (context: BrowserContext) => {
      context.on(
        'console',
        (message) => message.type() === 'error' && errors.push(`${message.text()} ${message.location().url}`),
      )
      context.on('weberror', (error) => errors.push(String(error.error())))
    }
    await use(Object.assign(watch, { errors }))
  },
  pageOf: async ({ browser, server, stateOf, watch }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (viewer) => {
      const context = await browser.newContext({ ...usual, baseURL: server.url, storageState: await stateOf(viewer) })
      contexts.push(context)
      watch(context)
      return context.newPage()
    })
    await Promise.all(contexts.map((context) => context.close()))
  },
})

const errorsOf = (watch: object): string[] => (watch as { errors: string[] }).errors

/** Signs in without a page: the way of the sign-in form. */
export async function signInState(url: string, { username, password }: User): Promise<State> {
  // Without a state of its own it would take the test's, and signing in ends the session that it replaces.
  const storageState = { cookies: [], origins: [] }
  const client = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url }, storageState })
  const { csrfToken } = (await (await client.get('/api/auth/csrf')).json()) as { csrfToken: string }
  const form = { csrfToken, username, password, json: 'true' }
  const response = await client.post('/api/auth/callback/credentials', { form })
  expect(response.status(), `sign-in of ${username}`).toBe(200)
  const state = await client.storageState()
  await client.dispose()
  // As on a later visit: without it the first page would be rendered twice.
  const tz = {
    ...state.cookies.find(({ name }) => name === 'sid')!,
    name: 'tz',
    value: usual.timezoneId,
    httpOnly: false,
  }
  return { ...state, cookies: [...state.cookies, tz] }
}

/** A name no other test has. */
export const unique = (stem: string): string => `${stem}-${randomBytes(4).toString('hex')}`

/** No accessibility finding on the page as it stands, or in a part of it. */
export async function expectNoViolations(page: Page, selector?: string): Promise<void> {
  // A list whose next state is on its way is pale.
  await expect(page.locator('.datagrid.pending')).toHaveCount(0)
  expect(await violationsOf(page, { part: selector })).toEqual([])
}

/** The same in both themes, the page's own last. */
export async function expectNoViolationsInThemes(page: Page): Promise<void> {
  const own = await page.locator('body').getAttribute('cds-theme')
  for (const theme of [own === 'light' ? 'dark' : 'light', own!]) {
    await page.evaluate(showIn, theme)
    await expectNoViolations(page)
  }
}

/** As the menu of themes does it, and at once: a colour on its way is neither theme's. */
function showIn(theme: string): void {
  document.body.setAttribute('cds-theme', theme)
  for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
}

export { expect }
