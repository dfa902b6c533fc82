import type { Page } from '@playwright/test'
import { defaultSettings } from '@/lib/domain/settings/settings'
import { test as base, expect, expectNoViolations, expectNoViolationsInThemes, signInState } from './fixtures'
import { startSeed } from './seed'
import { adminPassword, startServer, type TestServer } from './server'
import { expectRow } from './verbs'

// The settings are the whole server's: this file has one of its own, and each test begins with the defaults.
const test = base.extend<{ withDefaults: void }, { server: TestServer }>({
  withDefaults: [async ({ seed }, use) => (await seed.settings(defaultSettings), use()), { auto: true }],
  server: [
    async ({}, use) => {
      const server = await startServer()
      await use(server)
      await server.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
})
test.describe.configure({ mode: 'default' })
test.use({ viewer: 'systemAdmin' })

const admin = { username: 'admin', password: adminPassword }
const fields = {
  token: 'Token Expiration (Minutes)',
  session: 'Session Timeout (Minutes)',
  prefix: 'Robot Name Prefix',
  duration: 'Robot Token Expiration (Days)',
  retention: 'Audit Log Retention (Days)',
  registry: 'Registry Address',
}

/** Presses SAVE, which is out of use from then on; answers once the server has it. */
async function save(page: Page) {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Save' }).click()
  await answered
}

test('the page: values, explanations, errors, no violations in either theme', async ({ page }) => {
  await page.goto('/projects')
  await page.getByRole('link', { name: 'Configuration' }).click()
  await expect(page).toHaveURL('/administration/configuration')
  await expect(page.getByRole('link', { name: 'System Settings' })).toHaveAttribute('aria-current', 'page')
  const values = { token: '5', session: '60', prefix: 'robot$', duration: '30', retention: '', registry: '' }
  for (const [name, value] of Object.entries(values)) {
    await expect(page.getByLabel(fields[name as 'token'], { exact: true })).toHaveValue(value)
  }
  await expectNoViolationsInThemes(page)
  await page.getByRole('button', { name: `Help about ${fields.prefix}` }).click()
  await expect(page.getByRole('dialog').getByText(/^Stands before the name of every robot account/)).toBeVisible()
  await expectNoViolationsInThemes(page)
  await page.keyboard.press('Escape')
  for (const bad of ['', 'robot $', 'ro:bot', 'röbot$']) {
    await page.getByLabel(fields.prefix, { exact: true }).fill(bad)
    await expect(page.getByText(/^1 to 64 visible characters/), bad).toBeVisible()
    await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled()
  }
  for (const bad of ['', '0', '-1', '1.5', '2147483647', '9999999999', 'x']) {
    await page.getByLabel(fields.duration, { exact: true }).fill(bad)
    await expect(page.getByText(/^A whole number of days/), bad).toBeVisible()
  }
  const retention = page.getByLabel(fields.retention, { exact: true })
  await expect(retention).toHaveAccessibleDescription(/Empty: for ever/)
  for (const bad of ['0', '1.5', '36501', 'never']) {
    await retention.fill(bad)
    await expect(page.getByText(/^A whole number of days from 1 to 36500/), bad).toBeVisible()
  }
  const registry = page.getByLabel(fields.registry, { exact: true })
  await expect(registry).toHaveAccessibleDescription(/Empty: not set/)
  for (const bad of [
    'registry.example.com/library',
    'ci:secret@registry.example.com',
    'a b',
    'ftp://registry.example.com',
  ]) {
    await registry.fill(bad)
    await expect(page.getByText(/^A host name or address, with a port if need be/), bad).toBeVisible()
  }
  await expectNoViolationsInThemes(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByRole('button', { name: 'Save' })).toBeInViewport()
})

test('only what was changed is saved, and cancelling asks', async ({ page, seed }) => {
  await page.goto('/administration/configuration')
  const [save, cancel] = [
    page.getByRole('button', { name: 'Save' }),
    page.getByRole('button', { name: 'Cancel', exact: true }),
  ]
  await expect(save).toBeDisabled()
  await expect(cancel).toBeDisabled()
  const duration = page.getByLabel(fields.duration, { exact: true })
  await duration.fill('90')
  await cancel.click()
  const question = page.getByRole('alertdialog', { name: 'Discard changes?' })
  await expectNoViolations(page)
  await question.getByRole('button', { name: 'Discard' }).click()
  // The button is out of use by now: the focus stays where it was.
  await expect(page.locator('.configuration-form :focus')).toHaveCount(1)
  await expect(duration).toHaveValue('30')
  await expect(save).toBeDisabled()

  await duration.fill('90')
  await save.click()
  await expect(page.getByText('Configuration has been successfully saved.')).toBeVisible()
  await expect(save).toBeDisabled()
  await page.reload()
  await expect(duration).toHaveValue('90')
  await page.getByRole('button', { name: 'Event log' }).click()
  await expect(page.getByRole('list', { name: 'All' }).getByRole('listitem')).toHaveText([
    /^Change ConfigurationSystem Settings/,
  ])
  const row = (await seed.audit('System Settings')).at(-1)
  expect([row!.operation, row!.before, row!.after]).toEqual([
    'configuration.update',
    '{"robotDurationDays":30}',
    '{"robotDurationDays":90}',
  ])
})

test('how long the audit log is kept is saved, and emptied again is for ever', async ({ page, seed }) => {
  await page.goto('/administration/configuration')
  const retention = page.getByLabel(fields.retention, { exact: true })
  for (const days of ['365', '']) {
    await retention.fill(days)
    await save(page)
    await page.reload()
    await expect(retention).toHaveValue(days)
  }
  const rows = (await seed.audit('System Settings')).slice(-2)
  expect(rows.map(({ after }) => after)).toEqual(['{"auditRetentionDays":365}', '{"auditRetentionDays":null}'])
})

test("the registry's address is kept as clients write it, with a word where it does not encrypt", async ({
  page,
  server,
}) => {
  await page.goto('/administration/configuration')
  const registry = page.getByLabel(fields.registry, { exact: true })
  for (const [typed, kept, told, hint] of [
    ['https://Registry.Example.com/', 'registry.example.com', 'registry.example.com', /Empty: not set/],
    ['http://10.0.0.7:5000', 'http://10.0.0.7:5000', '10.0.0.7:5000', /does not encrypt/],
    ['', '', '', /Empty: not set/],
  ] as const) {
    await registry.fill(typed)
    await save(page)
    await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled()
    await expect(registry).toHaveValue(kept)
    await expect(registry).toHaveAccessibleDescription(hint)
    const info = await page.request.get(`${server.url}/api/v2.0/systeminfo`)
    expect(await info.json()).toMatchObject({ registry_url: told })
  }
})

test('the default duration is offered to a new robot account, and given to it', async ({ page, project, seed }) => {
  await seed.settings({ robotDurationDays: 90 })
  await page.goto(`/projects/${project.name}/robots`)
  await page.getByRole('button', { name: 'New robot account' }).click()
  await expect(page.getByRole('option', { name: '90 days (default)' })).toBeAttached()
  await page.getByLabel('Name', { exact: true }).fill('ci')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('checkbox', { name: 'Repository: Pull' }).check()
  await page.getByRole('button', { name: 'Finish' }).click()
  const created = page.getByRole('dialog', { name: /Created/ })
  await created.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close' }).click()
  await expectRow(page, `${project.name}+ci`, [/^(90d 0h|89d 23h)/])
})

test('a new prefix: says how many accounts it renames, asks, and works at once at the token endpoint', async ({
  page,
  project,
  seed,
  server,
}) => {
  const { name, secret } = await seed.robot({ project: project.name, name: 'ci' })
  await seed.robot({ project: project.name, name: 'nightly' })
  const login = async (username: string) => {
    const authorization = `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`
    const response = await fetch(`${server.url}/service/token?service=harbor-registry`, { headers: { authorization } })
    return response.status
  }
  expect(await login(name)).toBe(200)
  await page.goto('/administration/configuration')
  await page.getByLabel(fields.prefix, { exact: true }).fill('Harbor@')
  await page.keyboard.press('Enter')
  const question = page.getByRole('alertdialog', { name: 'Change the robot name prefix?' })
  await expect(question).toContainText(/\d+ robot accounts change their full name from “robot\$…” to “Harbor@…”\./)
  await expectNoViolations(page)
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect(await login(name)).toBe(200)
  await page.getByRole('button', { name: 'Save' }).click()
  await question.getByRole('button', { name: 'Change prefix' }).click()
  await expect(page.getByText('Configuration has been successfully saved.')).toBeVisible()
  expect(await login(name)).toBe(401)
  expect(await login(name.replace('robot$', 'Harbor@'))).toBe(200)
  await page.goto(`/projects/${project.name}/robots`)
  await expect(page.getByText(`Harbor@${project.name}+ci`, { exact: true })).toBeVisible()
})

test('a prefix that a user name starts with is refused with a sentence', async ({ page }) => {
  await page.goto('/administration/configuration')
  await page.getByLabel(fields.prefix, { exact: true }).fill('ADM')
  await page.getByRole('button', { name: 'Save' }).click()
  const question = page.getByRole('alertdialog')
  await question.getByRole('button', { name: 'Change prefix' }).click()
  await expect(question.getByRole('alert')).toContainText('The name of an existing user starts with this prefix')
  await question.getByRole('button', { name: 'Cancel' }).click()
})

test("somebody else's change of the same setting meanwhile is not overwritten", async ({ page, pageOf }) => {
  const other = await pageOf('systemAdmin')
  for (const each of [page, other]) {
    await each.goto('/administration/configuration')
    await each.getByLabel(fields.session, { exact: true }).fill(each === page ? '20' : '40')
  }
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByText('Configuration has been successfully saved.')).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  const alert = page.getByRole('alert').filter({ hasText: 'Somebody else has changed this' })
  await expect(alert.getByRole('listitem')).toContainText([/“40” by now. Yours replaces it/])
  await expect(page.getByLabel(fields.session, { exact: true })).toHaveValue('20')
  await alert.getByRole('button', { name: 'Reload' }).click()
  await expect(page.getByText('These are the newest values')).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Configuration has been successfully saved.')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel(fields.session, { exact: true })).toHaveValue('20')
})

test('works with the keyboard alone', async ({ page }) => {
  await page.goto('/administration/configuration')
  await page.getByLabel(fields.token, { exact: true }).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('10')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Configuration has been successfully saved.')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel(fields.token, { exact: true })).toHaveValue('10')
})

test('what the environment sets is shown read-only', async ({ browser }) => {
  const server = await startServer({
    ROBOT_NAME_PREFIX: 'env$',
    SESSION_TIMEOUT: '15',
    REGISTRY_URL: 'http://registry.example.com:5000',
  })
  try {
    const seed = await startSeed(server.env)
    seed.stop()
    const context = await browser.newContext({
      baseURL: server.url,
      storageState: await signInState(server.url, admin),
    })
    const page = await context.newPage()
    await page.goto('/administration/configuration')
    for (const [name, value] of [
      ['prefix', 'env$'],
      ['session', '15'],
      ['registry', 'http://registry.example.com:5000'],
    ] as const) {
      const field = page.getByLabel(fields[name], { exact: true })
      await expect(field).toHaveValue(value)
      await expect(field).not.toBeEditable()
      await expect(field).toHaveAccessibleDescription(/Set by the environment of the server/)
    }
    await expect(page.getByLabel(fields.duration, { exact: true })).toBeEditable()
    await expectNoViolations(page)
    await context.close()
  } finally {
    await server.stop()
  }
})
