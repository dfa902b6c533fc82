import { defaultSettings } from '@/lib/domain/settings/settings'
import { test as base, expect, expectNoViolations, expectNoViolationsInThemes } from './fixtures'
import { askToken } from './ask-token'
import { startServer, type TestServer } from './server'
import { chooseRowAction } from './verbs'

// The prefix is the whole server's: this file has one of its own.
const test = base.extend<object, { server: TestServer }>({
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

test('a prefix goes on for a while: who still uses it is seen, it is extended, and ended at once', async ({
  page,
  project,
  seed,
  server,
}) => {
  await seed.settings({ robotNamePrefix: defaultSettings.robotNamePrefix })
  const { name, secret } = await seed.robot({ project: project.name, name: 'ci' })
  const today = name.replace('robot$', 'robot-')
  const login = async (full: string) =>
    (await askToken(server.url, { name: full, secret }, `${project.name}/app`, { 'user-agent': 'containerd/1.7' }))
      .status

  await page.goto('/administration/configuration')
  await page.getByRole('button', { name: 'Fill in robot-' }).click()
  await expect(page.getByLabel('Robot Name Prefix', { exact: true })).toHaveValue('robot-')
  await page.getByRole('button', { name: 'Save' }).click()
  const question = page.getByRole('alertdialog', { name: 'Change the robot name prefix?' })
  await expect(question).toContainText('they can no longer log in')
  await question.getByRole('checkbox', { name: 'Go on taking the old full names for some days' }).check()
  await question.getByLabel('Days', { exact: true }).fill('366')
  await expect(question.getByText('A whole number of days from 1 to 365 is required.')).toBeVisible()
  await expect(question.getByRole('button', { name: 'Change prefix' })).toBeDisabled()
  await question.getByLabel('Days', { exact: true }).fill('7')
  await expect(question).toContainText('With their old full names they can log in until')
  await expectNoViolations(page)
  await question.getByRole('button', { name: 'Change prefix' }).click()

  const former = page.getByRole('region', { name: 'Former prefixes' })
  await expect(former).toContainText('not used yet')
  expect([await login(name), await login(today)]).toEqual([200, 200])
  const row = former.getByRole('row').filter({ hasText: today })
  await expect(async () => {
    await page.reload()
    await expect(row).toContainText('containerd', { timeout: 500 })
  }).toPass()
  await expect(row).toContainText('robot$')
  await expect(former).toContainText('used by one robot account')
  await expectNoViolationsInThemes(page)

  await former.getByRole('button', { name: 'Extend robot$' }).click()
  const extend = page.getByRole('dialog', { name: 'Extend the former prefix' })
  await extend.getByLabel('Days from now').fill('3')
  await extend.getByRole('button', { name: 'Extend' }).click()
  await expect(extend.getByRole('alert')).toContainText('It goes on for as long as that already.')
  await extend.getByLabel('Days from now').fill('30')
  await extend.getByRole('button', { name: 'Extend' }).click()
  await expect(page.getByText('The former prefix goes on.')).toBeVisible()

  await former.getByRole('button', { name: 'End robot$ at once' }).click()
  const end = page.getByRole('alertdialog', { name: 'End the former prefix at once?' })
  await expect(end).toContainText('One was seen to do so.')
  await expectNoViolations(page)
  await end.getByRole('button', { name: 'End at once' }).click()
  await expect(former).toBeHidden()
  expect([await login(name), await login(today)]).toEqual([401, 200])
})

test('a robot account that may rotates its own secret; the tick is off, and taken back in an edit', async ({
  page,
  project,
  server,
}) => {
  await page.goto(`/projects/${project.name}/robots`)
  await page.getByRole('button', { name: 'New robot account' }).click()
  await page.getByLabel('Name', { exact: true }).fill('rolling')
  const tick = page.getByRole('checkbox', { name: 'May rotate its own secret' })
  await expect(tick).not.toBeChecked()
  await tick.check()
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('checkbox', { name: 'Repository: Pull' }).check()
  await page.getByRole('button', { name: 'Finish' }).click()
  const dialog = page.getByRole('dialog', { name: /Created/ })
  const secret = await dialog.getByLabel('Secret', { exact: true }).inputValue()
  await dialog.getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close' }).click()

  const link = page.getByRole('link', { name: new RegExp(`${project.name}\\+rolling$`) })
  const name = (await link.textContent())!
  const rotate = async (proved: string) =>
    fetch(`${server.url}/api/v2.0/robots/self/secret`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${name}:${proved}`).toString('base64')}` },
    })
  const answer = await rotate(secret)
  expect(answer.status).toBe(200)
  const { secret: fresh } = (await answer.json()) as { secret: string }
  for (const each of [secret, fresh])
    expect((await askToken(server.url, { name, secret: each }, `${project.name}/app`)).status).toBe(200)

  await link.click()
  await expect(page.getByText('May rotate its own secret')).toBeVisible()
  await page.goto(`/projects/${project.name}/robots`)
  await chooseRowAction(page, name, 'Edit')
  await expect(tick).toBeChecked()
  await tick.uncheck()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Finish' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  expect((await rotate(fresh)).status).toBe(403)
})
