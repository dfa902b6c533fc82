import { expect, signInState, test, unique } from './fixtures'
import { makeOtherBuild } from './other-build'
import { adminPassword, startServer } from './server'
import { testUpgrade } from './upgrade'

test.use({ viewer: 'projectAdmin' })

const awayText = /The server cannot be reached/

test('offline: the console stays, says so, and reads again by itself', async ({
  page,
  context,
  project,
  seed,
  allowErrors,
}) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED/)
  for (let index = 0; index < 16; index++) await seed.robot({ project: project.name, name: `bot-${index}` })
  await page.goto(`/projects/${project.name}/robots`, { waitUntil: 'networkidle' })
  const away = page.getByText(awayText)
  const tries: [string, () => Promise<void>, () => Promise<void>][] = [
    [
      'sort',
      () => page.getByRole('button', { name: 'Created time' }).click(),
      () => expect(page).toHaveURL(/sort=created/),
    ],
    [
      'search',
      async () => {
        await page.getByRole('button', { name: 'Search' }).click()
        await page.getByRole('searchbox').fill('bot-7')
      },
      () => expect(page.getByRole('row')).toHaveCount(2),
    ],
    ['a tab', () => page.getByRole('link', { name: 'Members' }).click(), () => expect(page).toHaveURL(/\/members/)],
    [
      'navigation',
      () => page.getByRole('link', { name: 'Projects' }).first().click(),
      () => expect(page).toHaveURL(/\/projects$/),
    ],
    ['refresh', () => page.getByRole('button', { name: 'Refresh' }).click(), async () => undefined],
  ]
  for (const [what, act, done] of tries) {
    await context.setOffline(true)
    await act()
    await expect(away, what).toBeVisible()
    await expect(page.getByRole('table').first(), what).toBeVisible()
    await context.setOffline(false)
    await expect(away, what).toHaveCount(0)
    await done()
    // The address changes before the rest of the page has come, and what is under way then would be lost.
    await expect(page.getByRole('table').first(), what).toBeVisible()
  }
})

test('offline: a dialog whose script has not arrived opens when the server is back', async ({
  page,
  context,
  project,
  allowErrors,
}) => {
  allowErrors(/ERR_INTERNET_DISCONNECTED|ChunkLoadError/)
  await page.goto(`/projects/${project.name}/robots`, { waitUntil: 'networkidle' })
  await context.setOffline(true)
  await page.getByRole('button', { name: 'New robot account' }).click()
  await expect(page.getByText(awayText)).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByRole('dialog', { name: /Create/ })).toBeVisible()
  await context.setOffline(true)
  // The check of the name says that it cannot be made, and holds nobody up.
  await page.getByLabel('Name', { exact: true }).fill('while-away')
  await expect(page.getByText(/Whether the name is free could not be checked/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Next' })).toBeEnabled()
  await context.setOffline(false)
  await expect(page.getByText(/Whether the name is free could not be checked/)).toHaveCount(0)
})

test('a killed server: reads are repeated when it is back, a change is not', async ({ browser, allowErrors }) => {
  allowErrors(/ERR_CONNECTION_REFUSED/)
  test.slow()
  const first = await startServer()
  const state = await signInState(first.url, { username: 'admin', password: adminPassword })
  const context = await browser.newContext({ baseURL: first.url, storageState: state })
  const page = await context.newPage()
  const name = unique('bot')
  await page.goto('/projects/library/robots', { waitUntil: 'networkidle' })
  await page.getByRole('button', { name: 'New robot account' }).click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('checkbox', { name: 'Repository: Pull' }).check()
  await first.kill()
  const posts: string[] = []
  page.on('request', (request) => void (request.method() === 'POST' && posts.push(request.url())))
  await page.getByRole('button', { name: 'Finish' }).click()
  await expect(page.getByText(/It is not known whether it was saved/)).toBeVisible()
  await expect(page.getByText(awayText)).toBeVisible()
  const again = await startServer(first.env)
  await expect(page.getByText(awayText)).toHaveCount(0)
  expect(posts).toHaveLength(1)
  // What was typed is still there, and the person sends it once more.
  await page.getByRole('button', { name: 'Finish' }).click()
  await expect(page.getByRole('dialog', { name: /Created/ })).toBeVisible()
  await context.close()
  await again.stop()
  await first.stop()
})

// With a build that is really another: `npm run prove -- upgrade`.
test.describe('a server that was upgraded under an open page', () => testUpgrade(makeOtherBuild))
