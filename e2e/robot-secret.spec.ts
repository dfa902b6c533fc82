import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test, type Viewer } from './fixtures'
import { chooseRowAction, copySecret, createRobot } from './verbs'

test.use({ viewer: 'projectAdmin' satisfies Viewer, permissions: ['clipboard-read', 'clipboard-write'] })

const secretPattern = /^hrb_[0-9A-Za-z]{36}$/
const dialogOf = (page: Page) => page.getByRole('dialog', { name: /Created/ })

test('copies the secret, says so, and then closes without asking', async ({ page, project }) => {
  const secret = await createRobot(page, project.name, 'ci')
  expect(secret).toMatch(secretPattern)
  await copySecret(page)
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret)
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(dialogOf(page)).toHaveCount(0)
})

test('exports <full name>.json with the five fields', async ({ page, project }) => {
  const secret = await createRobot(page, project.name, 'ci')
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export to file' }).click()
  const download = await downloading
  const name = `robot$${project.name}+ci`
  expect(download.suggestedFilename()).toBe(`${name}.json`)
  const content = JSON.parse(await readFile(await download.path(), 'utf8')) as Record<string, unknown>
  expect(Object.keys(content)).toEqual(['id', 'name', 'secret', 'creation_time', 'expires_at'])
  expect(content).toMatchObject({ name, secret })
  expect(Number(content.expires_at) - Date.parse(String(content.creation_time)) / 1000).toBeCloseTo(30 * 86_400, -1)
})

test('closing without saving asks first, and Back keeps the secret', async ({ page, project }) => {
  const secret = await createRobot(page, project.name, 'ci')
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  const question = page.getByRole('alertdialog', { name: 'Close without saving the secret?' })
  await expect(question).toContainText('cannot be shown again')
  await question.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByLabel('Secret', { exact: true })).toHaveValue(secret)
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Close' }).click()
  await expect(dialogOf(page)).toHaveCount(0)
  expect(await page.content()).not.toContain(secret)
})

test('says so when the browser does not allow copying', async ({ page, project }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
    document.execCommand = () => false
  })
  await createRobot(page, project.name, 'ci')
  await page.getByRole('button', { name: 'Copy secret' }).click()
  await expect(page.getByText('The browser did not allow copying.')).toBeVisible()
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
})

const ways: Record<string, (page: Page) => Promise<unknown>> = {
  reload: (page) => page.reload(),
  'away and Back': async (page) => {
    await page.goto('/projects')
    await page.goBack()
  },
  'Back and Forward': async (page) => {
    await page.goBack()
    await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible()
    await page.goForward()
  },
  'another site and Back': async (page) => {
    await page.goto('data:text/html,elsewhere')
    await page.goBack()
  },
}

for (const [way, go] of Object.entries(ways)) {
  test(`an open secret is not shown again after ${way}`, async ({ page, project }) => {
    await page.goto('/projects')
    const secret = await createRobot(page, project.name, 'ci')
    await go(page)
    await expect(page.getByRole('table')).toBeVisible()
    await expect(dialogOf(page)).toHaveCount(0)
    expect(await page.content()).not.toContain(secret)
  })
}

test('a page that the browser keeps for Back holds no secret', async ({ page, project }) => {
  const secret = await createRobot(page, project.name, 'ci')
  // What a browser does before it freezes a page for Back; whether it keeps it is its own affair.
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
  await expect(dialogOf(page)).toHaveCount(0)
  expect(await page.content()).not.toContain(secret)
})

test('a second tab of the same address does not show it', async ({ page, context, project }) => {
  const secret = await createRobot(page, project.name, 'ci')
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(other.getByRole('table')).toBeVisible()
  expect(await other.content()).not.toContain(secret)
})

test('each secret, made or refreshed, is in one answer and nowhere else', async ({
  page,
  context,
  project,
  seed,
  server,
}) => {
  const answers: { url: string; text: string }[] = []
  const urls: string[] = []
  page.on('request', (request) => urls.push(request.url(), request.headers()['referer'] ?? ''))
  // On their way, since the browser does not always keep the body of an answer that came in pieces.
  await page.route(`${server.url}/**`, async (route) => {
    const response = await route.fetch({ maxRedirects: 0 })
    answers.push({ url: `${route.request().method()} ${route.request().url()}`, text: await response.text() })
    await route.fulfill({ response })
  })
  const made = await createRobot(page, project.name, 'ci')
  await copySecret(page)
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await chooseRowAction(page, `robot$${project.name}+ci`, 'Refresh secret')
  await page.getByRole('dialog', { name: 'Refresh Secret' }).getByRole('button', { name: 'Refresh' }).click()
  const dialog = page.getByRole('dialog', { name: /Refreshed the secret/ })
  const refreshed = await dialog.getByLabel('Secret', { exact: true }).inputValue()
  await copySecret(page)
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.reload()
  await expect(page.getByRole('table')).toBeVisible()
  await page.unrouteAll({ behavior: 'wait' })

  // The positive control: the search does find them where they may be.
  for (const secret of [made, refreshed]) {
    expect(secret).toMatch(secretPattern)
    expect(answers.filter(({ text }) => text.includes(secret)).map(({ url }) => url.split('?')[0])).toEqual([
      `POST ${server.url}/projects/${project.name}/robots`,
    ])
  }
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]))
  const cookies = JSON.stringify(await context.cookies())
  const places = { urls: urls.join(' '), stored, cookies, rows: await seed.everything(), log: server.log() }
  const forms = [made, refreshed].flatMap((secret) => [
    secret,
    secret.slice(4, 16),
    Buffer.from(secret).toString('base64'),
    encodeURIComponent(secret),
  ])
  for (const [place, text] of Object.entries(places)) {
    for (const form of forms) expect(text.includes(form), `${form.slice(0, 4)}… in ${place}`).toBe(false)
  }
})
