import { randomBytes } from 'node:crypto'
import { startCluster } from '../scripts/testing/postgres-cluster.mjs'
import { expect, expectNoViolations, expectNoViolationsInThemes, test as base } from './fixtures'
import { layoutFaults } from './layout/faults'
import { cluster as hasPostgres } from './postgres-database'
import { startServer } from './server'
import { discard } from './verbs'

base.skip(!hasPostgres, 'needs postgresql')

const test = base.extend<object, { cluster: Awaited<ReturnType<typeof startCluster>> }>({
  cluster: [
    async ({}, use) => {
      const cluster = await startCluster({ keeps: true })
      await use(cluster)
      await cluster.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  server: [
    async ({ cluster }, use) => {
      const server = await startServer({ DATABASE_URL: cluster.url, SECRET_KEY: randomBytes(32).toString('hex') })
      await use(server)
      await server.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
})

test.use({ viewer: 'projectAdmin' })
test.describe.configure({ mode: 'serial' })
test.beforeEach(({ allowErrors }) => allowErrors(/503|ERR_FAILED|React error #441/))

const titles = {
  en: 'The database does not answer',
  de: 'Die Datenbank antwortet nicht',
  fr: 'La base de données ne répond pas',
  'zh-CN': '数据库没有响应',
}

test('a page says that the database does not answer, as 503, in every language and theme, and comes back by itself', async ({
  page,
  context,
  project,
  server,
  cluster,
}) => {
  const robots = `/projects/${project.name}/robots`
  await page.goto(robots)
  await cluster.crash('SIGQUIT')
  for (const [locale, title] of Object.entries(titles)) {
    const cookies = { locale, theme: locale === 'en' ? 'light' : 'dark' }
    await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: server.url })))
    const response = await page.goto(robots)
    expect([response!.status(), response!.headers()['retry-after']]).toEqual([503, '5'])
    // Sent as such: it takes no script to be read.
    expect(await response!.text()).toContain(title)
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('lang', locale)
    await expect(page.locator('body')).toHaveAttribute('cds-theme', cookies.theme)
    await expectNoViolationsInThemes(page)
    for (const width of [1440, 900, 390]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await page.evaluate(layoutFaults), `${locale} ${width}`).toEqual([])
    }
  }
  await context.addCookies([{ name: 'locale', value: 'en', url: server.url }])
  await page.goto(robots)
  await cluster.restart()
  await expect(page.getByRole('heading', { name: project.name })).toBeVisible()
  await expect(page.getByRole('button', { name: 'New robot account' })).toBeVisible()
})

test('a page that is already there says so for the next one, for a change, and for signing in', async ({
  page,
  browser,
  project,
  server,
  cluster,
}) => {
  await page.goto(`/projects/${project.name}/robots`)
  await page.getByRole('button', { name: 'New robot account' }).click()
  const wizard = page.getByRole('dialog', { name: 'Create Robot Account' })
  await wizard.getByLabel('Name', { exact: true }).fill('ci')
  await wizard.getByRole('button', { name: 'Next' }).click()
  await wizard.getByRole('checkbox', { name: 'Repository: Pull' }).check()
  // Whether an action that got no answer was done, the page cannot know.
  await page.route(page.url(), (route) => route.abort())
  await wizard.getByRole('button', { name: 'Finish' }).click()
  await expect(wizard.getByRole('alert')).toContainText('not known whether it was saved')
  await page.unroute(page.url())
  await cluster.crash('SIGQUIT')
  await wizard.getByRole('button', { name: 'Finish' }).click()
  await expect(wizard.getByRole('alert')).toContainText('database cannot be reached')
  await discard(page)

  await page.getByRole('link', { name: 'Members' }).click()
  await expect(page.getByRole('heading', { name: titles.en })).toBeVisible()
  await expectNoViolations(page)

  const stranger = await browser.newPage({ baseURL: server.url, storageState: { cookies: [], origins: [] } })
  await stranger.goto('/sign-in')
  await stranger.getByLabel('Username').fill('admin')
  await stranger.getByLabel('Password', { exact: true }).fill('Wrong-password-1')
  await stranger.getByRole('button', { name: 'Log in' }).click()
  await expect(stranger.getByText(/database cannot be reached/)).toBeVisible()
  await stranger.close()

  await cluster.restart()
  await expect(page.getByRole('button', { name: 'Add user' })).toBeVisible()
})
