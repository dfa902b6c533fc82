import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { unknownName } from '@/lib/domain/audit/audit-row'
import { expect, expectNoViolations, test, unique } from './fixtures'
import { chooseRowAction, columnTexts, createRobot, expectRow, row, signIn } from './verbs'

const logsOf = (project: string, query = '') => `/projects/${project}/logs${query}`
const operations = (page: Page) => columnTexts(page, 2)
const filter = (page: Page) => page.getByRole('search', { name: 'Which events' })

/** Downloads what the page offers, and answers its name and its rows without the quotes around them. */
async function exportCsv(page: Page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export to CSV' }).click(),
  ])
  const text = readFileSync(await download.path(), 'utf8')
  return { name: download.suggestedFilename(), text, lines: text.trimEnd().split('\r\n') }
}

test.describe('a project’s log', () => {
  test.use({ viewer: 'projectAdmin' })

  test('shows what happened, and what was changed', async ({ page, project, seed }) => {
    const { name } = await seed.robot({ project: project.name, name: 'ci', access: ['repository:pull'] })
    await page.goto(`/projects/${project.name}/robots`)
    await chooseRowAction(page, name, 'Edit')
    await page.getByLabel('Description').fill('nightly builds')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('checkbox', { name: 'Repository: Push' }).check()
    await page.getByRole('button', { name: 'Finish' }).click()
    await expect(page.getByText(`Robot account ${name} updated.`)).toBeVisible()

    await page.getByRole('link', { name: 'Logs' }).click()
    await expect(page).toHaveURL(logsOf(project.name))
    await expectRow(page, 'Edit robot account', ['projectAdmin', name, 'Success'])
    await expectNoViolations(page)
    await page.getByRole('button', { name: `2 changes of ${name}` }).click()
    const dialog = page.getByRole('dialog', { name: /Edit robot account/ })
    await expect(dialog.getByRole('row', { name: /Description/ })).toHaveText(/Description–nightly builds/)
    const permissions = dialog.getByRole('row', { name: /Permissions/ })
    await expect(permissions.getByRole('insertion')).toHaveText('repository:push')
    await expect(permissions.getByText('1 unchanged').first()).toBeVisible()
    await expect(dialog.getByText('127.0.0.1')).toBeVisible()
    await expectNoViolations(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: `2 changes of ${name}` })).toBeFocused()
  })

  test('filters live in the URL: reload, back and a shared link show the same', async ({ page, project, seed }) => {
    for (const name of ['a_b', 'axb']) await seed.robot({ project: project.name, name })
    await seed.robot({ project: project.name, name: 'old', ageDays: 10, disabled: true })
    await page.goto(logsOf(project.name))
    await expect(row(page, 'Create robot account')).toHaveCount(3)

    await filter(page).getByLabel('Operation').selectOption('Disable robot account')
    await expect(page).toHaveURL(/operation=robot\.disable/)
    await expect.poll(() => operations(page)).toEqual(['Disable robot account'])
    await filter(page).getByLabel('Operation').selectOption('All operations')
    await filter(page).getByLabel('Resource').fill('A_B')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/resource=A_B/)
    await expect.poll(() => operations(page)).toEqual(['Create robot account'])
    await filter(page).getByLabel('Actor').fill('nobody')
    await filter(page).getByRole('button', { name: 'Filter' }).click()
    await expect(page.getByText('No event matches this filter.')).toBeVisible()
    await expectNoViolations(page)
    await page.goBack()
    await expectRow(page, 'a_b')
    await expect(filter(page).getByLabel('Actor')).toHaveValue('')
    await page.reload()
    await expectRow(page, 'a_b')
    await expect(filter(page).getByLabel('Resource')).toHaveValue('A_B')

    await filter(page).getByRole('button', { name: 'Clear' }).click()
    await expect(page).toHaveURL(logsOf(project.name))
    const weekAgo = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 16)
    await filter(page).getByLabel('To', { exact: true }).fill(weekAgo)
    await page.keyboard.press('Enter')
    await expect.poll(() => operations(page)).toEqual(['Disable robot account', 'Create robot account'])
    const shared = page.url()
    await page.goto('/projects')
    await page.goto(shared)
    await expect(row(page, '+old')).toHaveCount(2)
  })

  test('a filter that is sent while another is under way counts, and keeps what was typed', async ({
    page,
    project,
    seed,
  }) => {
    for (const name of ['ci', 'other']) await seed.robot({ project: project.name, name, disabled: true })
    await page.goto(logsOf(project.name))
    let release = () => {}
    const held = new Promise<void>((go) => (release = go))
    await page.route(/operation=robot\.disable/, async (route) => (await held, route.continue()))
    await filter(page).getByLabel('Operation').selectOption('Disable robot account')
    await expect(filter(page)).toHaveAttribute('aria-busy', 'true')
    await filter(page).getByLabel('Resource').fill('+ci')
    await page.keyboard.press('Enter')
    release()
    await expect(page).toHaveURL(/resource=/)
    await expect.poll(() => operations(page)).toEqual(['Disable robot account'])
    await expectRow(page, `${project.name}+ci`)
    await expect(filter(page).getByLabel('Resource')).toHaveValue('+ci')
  })

  test('what was changed comes when an event is opened, and is asked for again where that failed', async ({
    page,
    project,
    seed,
    allowErrors,
  }) => {
    allowErrors(/503/)
    const { name } = await seed.robot({ project: project.name, name: 'ci', access: ['repository:pull'] })
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(logsOf(project.name))
    await expectRow(page, name)
    await page.route(/\/changes$/, (route) => route.fulfill({ status: 503, body: '{}' }))
    await page.getByRole('button', { name: `5 changes of ${name}` }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('alert')).toBeVisible()
    await expect(dialog.getByText('Success')).toBeVisible()
    await expectNoViolations(page)
    expect(asked.filter((path) => path.endsWith('/changes')).length).toBeGreaterThan(0)
    await page.unroute(/\/changes$/)
    await dialog.getByRole('button', { name: 'Try again' }).click()
    await expect(dialog.getByRole('row', { name: /Permissions/ })).toContainText('repository:pull')
  })

  test('a secret that is looked for gets into no address', async ({ page, project }) => {
    const secret = `hrb_${'a1B'.repeat(12)}`
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(logsOf(project.name))
    await filter(page).getByLabel('Resource').fill(`robot ${secret}`)
    await page.keyboard.press('Enter')
    await expect(page.getByText('It was not searched for')).toBeVisible()
    await expect(filter(page).getByLabel('Resource')).toHaveValue('')
    await page.goto(`/projects/${project.name}/robots`)
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('searchbox').fill(secret)
    await expect(page.getByText('It was not searched for')).toBeVisible()
    await expect(page.getByRole('searchbox')).toHaveValue('')
    expect(asked.filter((url) => url.includes(secret))).toEqual([])
  })

  test('each robot leads to its own history', async ({ page, project, seed }) => {
    const { name } = await seed.robot({ project: project.name, name: 'ci', disabled: true })
    await seed.robot({ project: project.name, name: 'other' })
    await page.goto(`/projects/${project.name}/robots`)
    await chooseRowAction(page, name, 'History')
    await expect(page).toHaveURL(/\/logs\?robot=\d+$/)
    await expect(page.getByText(`History of ${name}`)).toBeVisible()
    await expect.poll(() => operations(page)).toEqual(['Disable robot account', 'Create robot account'])
    await page.getByRole('button', { name: 'Clear' }).click()
    await expectRow(page, '+other')
  })

  test('survives any query', async ({ page, project }) => {
    for (const query of [
      '?operation=drop&actor=%25_&robot=-1&from=never&to=9999-99-99T99:99&page=0&sort=secret',
      `?resource=${"'%3B--%25_"}&robot=99999999999999&from=0000-00-00T00:00`,
      `?actor=${'x'.repeat(2_000)}&page=1000000&size=100`,
      '?from=9999-12-31T23:59&to=0001-01-01T00:00&robot=999999999',
    ]) {
      const response = await page.goto(logsOf(project.name, query))
      expect(response?.status(), query).toBe(200)
      await expect(page.getByRole('table', { name: 'Logs' })).toBeVisible()
    }
  })

  test('is exported by the same filter, whole, and no spreadsheet runs any of it', async ({ page, project, seed }) => {
    for (let index = 0; index < 20; index++) await seed.robot({ project: project.name, name: `bot-${index}` })
    const evil = '=cmd|"/c calc"!A1\r\n@SUM(1)'
    await seed.event({ project: project.name, resource: evil, actorName: '+1+1', address: '-2+3' })
    await page.goto(logsOf(project.name, '?operation=robot.create'))
    const { name, text, lines } = await exportCsv(page)
    expect(name).toMatch(new RegExp(`^logs-${project.name}-\\d{4}-\\d\\d-\\d\\d\\.csv$`))
    expect(text.startsWith('\uFEFF"at","actorKind","actorName","operation"')).toBe(true)
    expect(lines.filter((line) => line.includes('robot.create'))).toHaveLength(21)
    expect(text).toContain(`"'=cmd|""/c calc""!A1\r\n@SUM(1)"`)
    expect(text).toContain(`"'+1+1"`)
    expect(text).toContain(`"'-2+3"`)

    await page.goto(logsOf(project.name, '?resource=bot-7'))
    const filtered = await exportCsv(page)
    expect(filtered.lines).toHaveLength(2)
    expect(filtered.lines[1]).toContain('bot-7')
  })

  test('at 900 pixels the page itself does not scroll sideways', async ({ page, project, seed }) => {
    await seed.robot({ project: project.name, name: 'x'.repeat(150) })
    await page.setViewportSize({ width: 900, height: 900 })
    await page.goto(logsOf(project.name))
    await expectRow(page, 'Create robot account')
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })
})

test('times are those of the reader’s clock', async ({ browser, project, seed, server, stateOf }) => {
  await seed.event({ project: project.name, resource: 'then', at: '2026-03-01T23:30:00Z' })
  const state = await stateOf('projectAdmin')
  const cookies = state.cookies.map((each) => (each.name === 'tz' ? { ...each, value: 'Asia/Tokyo' } : each))
  const context = await browser.newContext({
    baseURL: server.url,
    locale: 'en-US',
    timezoneId: 'Asia/Tokyo',
    storageState: { ...state, cookies },
  })
  const page = await context.newPage()
  await page.goto(logsOf(project.name, '?from=2026-03-02T08:30&to=2026-03-02T08:30'))
  await expectRow(page, 'then', [/03\/02\/2026, 08:30:00 GMT\+9/])
  await page.goto(logsOf(project.name, '?to=2026-03-02T08:29'))
  await expect(page.getByText('No event matches this filter.')).toBeVisible()
  await context.close()
})

test.describe('who may', () => {
  test('nobody else: no tab, no page, no export', async ({
    pageOf,
    project,
    seed,
    allowErrors,
    server,
    playwright,
  }) => {
    allowErrors(/40[134]/)
    const { name } = await seed.robot({ project: project.name, name: 'ci' })
    for (const viewer of ['maintainer', 'limitedGuest', 'stranger'] as const) {
      const page = await pageOf(viewer)
      await page.goto(`/projects/${project.name}`)
      await expect(page.getByRole('link', { name: 'Logs', exact: true })).toHaveCount(0)
      if (viewer === 'maintainer') {
        await page.goto(`/projects/${project.name}/robots`)
        await page.getByRole('checkbox', { name: `Select ${name}` }).check()
        await page.getByRole('button', { name: 'Action' }).click()
        await expect(page.getByRole('menuitem', { name: 'History' })).toBeDisabled()
      }
      expect((await page.goto(logsOf(project.name)))?.status()).toBe(404)
      expect((await page.request.get(logsOf(project.name, '/export'))).status()).toBe(viewer === 'stranger' ? 404 : 403)
    }
    const admin = await pageOf('projectAdmin')
    expect((await admin.goto('/administration/logs'))?.status()).toBe(404)
    expect((await admin.request.get('/administration/logs/export')).status()).toBe(403)
    const nobody = await playwright.request.newContext({ baseURL: server.url })
    expect((await nobody.get(logsOf(project.name, '/export'))).status()).toBe(401)
    expect((await nobody.get('/administration/logs/export')).status()).toBe(401)
    await nobody.dispose()
  })

  test('a system admin reads everything', async ({ pageOf, project, seed, page, allowErrors }) => {
    allowErrors(/401/)
    const [robot, secret] = [await seed.robot({ project: project.name, name: 'ci' }), unique('Summer')]
    const before = (await seed.audit(unknownName)).length
    await page.goto('/sign-in')
    await signIn(page, { username: secret, password: 'Wrong-password-1' })
    await expect(page.getByText('Invalid user name or password.')).toBeVisible()
    // A refusal is written down a moment after its answer.
    await expect.poll(async () => (await seed.audit(unknownName)).length).toBeGreaterThan(before)

    const admin = await pageOf('systemAdmin')
    await admin.goto('/projects')
    await admin.getByRole('link', { name: 'Logs', exact: true }).click()
    await expect(admin).toHaveURL('/administration/logs')
    await expect(admin.getByRole('heading', { name: 'Logs' })).toBeVisible()
    await expectRow(admin, robot.name, ['Create robot account', project.name, 'System'])
    await expectNoViolations(admin)
    await filter(admin).getByLabel('Operation').selectOption('Log in')
    await expect(row(admin, 'Failed').filter({ hasText: '(unknown name)' }).first()).toBeVisible()
    const { text } = await exportCsv(admin)
    expect(text).toContain('"user.sign-in"')
    expect(text).not.toContain(secret)
    await expect(admin.getByText(secret)).toHaveCount(0)
  })

  test('what was nobody’s name is called so in the reader’s language', async ({
    browser,
    server,
    stateOf,
    seed,
    project,
  }) => {
    await seed.event({ project: project.name, resource: unknownName })
    const storageState = await stateOf('projectAdmin')
    const context = await browser.newContext({ baseURL: server.url, locale: 'de', storageState })
    const page = await context.newPage()
    await page.goto(logsOf(project.name))
    await row(page, '(unbekannter Name)').getByRole('button').click()
    await expect(page.getByRole('dialog').getByText('(unbekannter Name)')).toBeVisible()
    await context.close()
  })
})

test('without typing: only failures, what an actor did, the robot of an event; and by the id of a request', async ({
  pageOf,
  project,
  seed,
}) => {
  const { name } = await seed.robot({ project: project.name, name: 'ci' })
  const admin = await pageOf('projectAdmin')
  await createRobot(admin, project.name, 'other')
  await admin.goto(logsOf(project.name))
  await expectRow(admin, name)
  await admin.getByRole('link', { name: 'projectAdmin' }).first().click()
  await expect(admin).toHaveURL(/actor=projectAdmin/)
  await expect(row(admin, name)).toHaveCount(0)
  await row(admin, 'other').getByRole('button').click()
  const id = (await admin.getByRole('dialog').locator('dd').last().innerText()).trim()
  await admin.getByRole('dialog').getByRole('link', { name: /other/ }).click()
  await expect(admin).toHaveURL(/\/robots\?q=/)
  await expect(admin.getByRole('row')).toHaveCount(2)
  await admin.goto(logsOf(project.name))
  await admin.getByLabel('Request', { exact: true }).fill(id)
  await admin.getByRole('button', { name: 'Filter', exact: true }).click()
  await expectRow(admin, 'other')
  await expect(row(admin, name)).toHaveCount(0)
  await admin.goto(logsOf(project.name))
  await admin.getByLabel('Only failures').check()
  await expect(admin.getByText('No event matches this filter.')).toBeVisible()
  await expectNoViolations(admin)
})
