import { expect, expectNoViolations, signInState, test, unique } from './fixtures'
import { openAccountMenu, signIn, signOut } from './verbs'

const wrong = 'Invalid user name or password.'
const password = 'Right-password-1'
const refused = /40[01]|429/

test('sends who is not signed in to sign in, and back to the very page', async ({ page, users, project }) => {
  await page.goto(`/projects/${project.name}?from=elsewhere`)
  await expect(page).toHaveURL(/\/sign-in\?from=/)
  await expectNoViolations(page)
  await signIn(page, users.limitedGuest)
  await expect(page).toHaveURL(`/projects/${project.name}?from=elsewhere`)
  await expect(page.getByRole('heading', { name: project.name })).toBeVisible()
})

test('works with the keyboard alone, and the eye shows the password', async ({ page, users }) => {
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Log in' })).toBeEnabled()
  await expect(page.getByLabel('Username')).toBeFocused()
  await page.keyboard.type(users.guest.username)
  await page.keyboard.press('Tab')
  await page.keyboard.type(users.guest.password)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('type', 'text')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible()
})

test('says the same for a wrong password, an unknown name, a disabled user and a robot', async ({
  page,
  seed,
  project,
  allowErrors,
}) => {
  allowErrors(refused)
  const [username, disabled] = [unique('user'), unique('user')]
  await seed.user({ username, password })
  await seed.user({ username: disabled, password })
  await seed.disableUser(disabled)
  const robot = await seed.robot({ project: project.name, name: 'ci' })
  const attempts = [
    { username, password: 'wrong' },
    { username: unique('nobody'), password },
    { username: disabled, password },
    { username: robot.name, password: robot.secret },
  ]
  await page.goto('/sign-in')
  for (const attempt of attempts) {
    const answered = page.waitForResponse((response) => response.url().endsWith('/credentials'))
    await signIn(page, attempt)
    const response = await answered
    expect({ status: response.status(), body: await response.json() }).toEqual({
      status: 401,
      body: { code: 'UNAUTHORIZED' },
    })
    await expect(page.getByText(wrong)).toBeVisible()
  }
  await expectNoViolations(page)
  await expect(page).toHaveURL(/\/sign-in/)
})

test('asks for what is missing', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByText('Please enter your user name and password.')).toBeVisible()
})

test('slows down who guesses, and says for how long', async ({ page, seed, allowErrors }) => {
  allowErrors(refused)
  const username = unique('user')
  await seed.user({ username, password })
  await page.goto('/sign-in')
  for (let guess = 0; guess < 5; guess++) {
    const answered = page.waitForResponse((response) => response.url().endsWith('/credentials'))
    await signIn(page, { username, password: `wrong ${guess}` })
    await answered
  }
  await signIn(page, { username, password })
  await expect(page.getByText(/Too many failed attempts. Please try again in \d+ seconds\./)).toBeVisible()
  // A refusal is written down a moment after its answer.
  await expect
    .poll(async () => (await seed.audit(username)).map(({ operation, result }) => `${operation} ${result}`))
    .toEqual(['user.create success', ...Array<string>(6).fill('user.sign-in failure')])
})

test('signing out ends the session for every copy of its cookie', async ({ page, browser, server, seed }) => {
  const username = unique('user')
  await seed.user({ username, password })
  await page.goto('/sign-in')
  await signIn(page, { username, password })
  await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible()

  const thief = await browser.newContext({ baseURL: server.url, storageState: await page.context().storageState() })
  const copy = await thief.newPage()
  await copy.goto('/projects')
  await expect(copy.getByRole('heading', { name: 'Projects' })).toBeVisible()
  await signOut(page)
  await copy.reload()
  await expect(copy).toHaveURL(/\/sign-in/)
  await thief.close()

  await page.goBack()
  await expect(page).toHaveURL(/\/sign-in/)
  expect((await seed.audit(username)).map(({ operation }) => operation)).toEqual([
    'user.create',
    'user.sign-in',
    'user.sign-out',
  ])
})

test('each sign-in makes a new session, and the one it replaces dies', async ({ server, seed, browser }) => {
  const username = unique('user')
  await seed.user({ username, password })
  const first = await signInState(server.url, { username, password })
  const context = await browser.newContext({ baseURL: server.url, storageState: first })
  const csrf = await context.request.get('/api/auth/csrf')
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const form = { csrfToken, username, password, json: 'true' }
  const headers = { origin: server.url }
  expect((await context.request.post('/api/auth/callback/credentials', { form, headers })).status()).toBe(200)

  const replaced = await browser.newContext({ baseURL: server.url, storageState: first })
  expect((await replaced.request.get('/projects', { maxRedirects: 0 })).status()).toBe(307)
  expect((await context.request.get('/projects', { maxRedirects: 0 })).status()).toBe(200)
  await Promise.all([context.close(), replaced.close()])
})

test('disabling a user ends the session with the next request', async ({ page, seed }) => {
  const username = unique('user')
  await seed.user({ username, password })
  await page.goto('/sign-in')
  await signIn(page, { username, password })
  await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible()
  await seed.disableUser(username)
  await page.reload()
  await expect(page).toHaveURL(/\/sign-in/)
})

test.describe('what a request may carry', () => {
  test('the cookie is for the server alone', async ({ server, users }) => {
    const { cookies } = await signInState(server.url, users.guest)
    const sid = cookies.find(({ name }) => name === 'sid')
    expect(sid).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', secure: false })
    expect(cookies.filter(({ httpOnly }) => !httpOnly).map(({ name }) => name)).toEqual(['tz'])
  })

  for (const origin of ['', 'null', 'https://evil.example', 'http://127.0.0.1:1']) {
    test(`no sign-in from the origin ${origin || '(none)'}`, async ({ request, users }) => {
      const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string }
      const headers = origin === '' ? undefined : { origin }
      const form = { csrfToken, ...users.guest, json: 'true' }
      const response = await request.post('/api/auth/callback/credentials', { form, headers })
      expect(response.status()).toBe(403)
      expect(response.headers()['set-cookie'] ?? '').not.toContain('sid=')
    })
  }

  test('no sign-in without the anti-forgery token', async ({ request, server, users }) => {
    const form = { ...users.guest, json: 'true' }
    const response = await request.post('/api/auth/callback/credentials', { form, headers: { origin: server.url } })
    expect(response.status()).toBe(400)
    expect(response.headers()['set-cookie'] ?? '').not.toContain('sid=')
  })

  for (const header of [
    { cookie: 'sid=%' },
    { cookie: 'sid=a.b.c.d.e' },
    { cookie: `sid=${'x'.repeat(3000)}` },
    { authorization: 'Bearer %' },
    { authorization: 'Basic %%%' },
  ] as Record<string, string>[]) {
    test(`a broken header is no session: ${JSON.stringify(header).slice(0, 40)}`, async ({ request }) => {
      const response = await request.get('/projects', { headers: header, maxRedirects: 0 })
      expect(response.status()).toBe(307)
      expect(response.headers()['location']).toContain('/sign-in')
    })
  }

  test('the other doors of next-auth are shut', async ({ request }) => {
    for (const door of [
      'session',
      'providers',
      'signin',
      'signout',
      'error',
      'verify-request',
      'callback/credentials',
    ]) {
      expect((await request.get(`/api/auth/${door}`)).status(), door).toBe(404)
    }
  })

  for (const from of ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    test(`no way out through from=${from}`, async ({ page, users, server }) => {
      await page.goto(`/sign-in?from=${encodeURIComponent(from)}`)
      await signIn(page, users.guest)
      await expect(page).toHaveURL(`${server.url}/projects`)
    })
  }
})

test('at another address than the configured one the page says where to go', async ({ page, server, allowErrors }) => {
  allowErrors(/.*/)
  await page.goto(server.url.replace('127.0.0.1', 'localhost') + '/sign-in')
  const hint = page.getByRole('link', { name: server.url })
  await expect(hint).toHaveAttribute('href', server.url)
})

test('an action is refused unless it comes from our own pages', async ({ page, server, seed, allowErrors }) => {
  allowErrors(/Failed to fetch|ERR_FAILED/)
  const username = unique('user')
  await seed.user({ username, password })
  await page.goto('/sign-in')
  await signIn(page, { username, password })
  await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible()

  // The browser's own request, kept back and sent again by others.
  const kept = new Promise<{ headers: Record<string, string>; data: string }>((resolve) =>
    page.route('**/*', async (route) => {
      const sent = route.request()
      if (sent.method() !== 'POST') return route.fallback()
      resolve({ headers: sent.headers(), data: sent.postData() ?? '' })
      await route.abort()
    }),
  )
  await openAccountMenu(page)
  await page.getByRole('menuitem', { name: 'Log out', exact: true }).click()
  const { headers, data } = await kept
  const send = async (origin: string | undefined) => {
    const { origin: _own, ...others } = headers
    const sent = origin === undefined ? others : { ...others, origin }
    await page.context().request.post('/projects', { headers: sent, data, maxRedirects: 0 })
    return (await page.context().request.get('/projects', { maxRedirects: 0 })).status()
  }
  for (const origin of [undefined, 'null', 'https://evil.example', server.url.replace('127.0.0.1', 'localhost')]) {
    expect(await send(origin), `signed in after an action from ${origin}`).toBe(200)
  }
  expect(await send(server.url), 'signed out by our own page').toBe(307)
})
