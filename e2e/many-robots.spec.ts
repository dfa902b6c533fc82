import type { Page } from '@playwright/test'
import { expect, expectNoViolations, expectNoViolationsInThemes, test } from './fixtures'
import { expectRow, row, signIn } from './verbs'

test.use({ viewer: 'projectAdmin' })

const select = (page: Page, name: string | RegExp) => page.getByRole('checkbox', { name }).check()
const selectPage = (page: Page) => select(page, 'Select all rows of this page')

async function choose(page: Page, action: string) {
  await page.getByRole('button', { name: 'Action' }).click()
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}

test('robots of two pages are disabled and enabled together', async ({ page, project, seed }) => {
  for (let index = 0; index < 17; index++) await seed.robot({ project: project.name, name: `bot-${index}` })
  await page.goto(`/projects/${project.name}/robots`)
  await selectPage(page)
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page.getByText('16 - 17 of 17 items')).toBeVisible()
  await selectPage(page)
  await choose(page, 'Disable')
  const question = page.getByRole('alertdialog', { name: 'Disable robot accounts' })
  await expect(question.getByRole('listitem')).toHaveCount(17)
  await expectNoViolations(page)
  await question.getByRole('button', { name: 'Disable' }).click()
  await expect(page.getByText('17 robot accounts disabled.')).toBeVisible()
  await expect(page.getByRole('img', { name: 'Disabled' })).toHaveCount(2)
  await page.getByRole('button', { name: 'Previous page' }).click()
  await expect(page.getByRole('img', { name: 'Disabled' })).toHaveCount(15)
  await selectPage(page)
  await choose(page, 'Enable')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Enable' }).click()
  await expect(page.getByText('15 robot accounts enabled.')).toBeVisible()
  await expect(page.getByRole('img', { name: 'Enabled' })).toHaveCount(15)
  const rows = await seed.audit(`robot$${project.name}+bot-0`)
  expect(rows.map(({ operation, actorName }) => `${actorName} ${operation}`).slice(1)).toEqual([
    'projectAdmin robot.disable',
    'projectAdmin robot.enable',
  ])
})

test('extending shows what it comes to, does that, and can be taken back', async ({ page, project, seed }) => {
  await seed.robot({ project: project.name, name: 'gone', durationDays: 10, ageDays: 26 })
  await seed.robot({ project: project.name, name: 'later', durationDays: 365 })
  await seed.robot({ project: project.name, name: 'never', durationDays: -1 })
  await seed.robot({ project: project.name, name: 'soon', durationDays: 30, ageDays: 26 })
  await seed.legacyRobot({ project: project.name, name: 'jenkins' })
  await page.goto(`/projects/${project.name}/robots`)
  await selectPage(page)
  await choose(page, 'Extend')
  const dialog = page.getByRole('dialog', { name: 'Extend robot accounts' })
  const preview = dialog.getByRole('table', { name: 'Resulting expiration' })
  await expectRow(preview, '+later', ['Stays as it is'])
  await expectRow(preview, '+never', ['Never Expires', 'Stays as it is'])
  await expectRow(preview, 'robot$jenkins', ['Legacy: cannot be extended'])
  await dialog.getByLabel('Number of days').fill('0')
  await expect(dialog.getByRole('button', { name: /^Extend/ })).toBeDisabled()
  await dialog.getByLabel('Number of days').fill('60')
  await expectNoViolationsInThemes(page)
  const wanted = await row(preview, '+soon').getByRole('cell').nth(1).innerText()
  await dialog.getByRole('button', { name: 'Extend 2' }).click()
  const results = page.getByRole('list', { name: 'Result for each robot account' })
  await expect(results.getByRole('listitem')).toHaveCount(2)
  await expect(results.getByRole('listitem').filter({ hasText: '+soon' })).toContainText(wanted)
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByRole('dialog', { name: 'Extension taken back' })).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).last().click()
  await expectRow(page, '+gone', ['Expired'])
  await expectRow(page, '+soon', [/^3d 23h/])
})

test('extending from the present end', async ({ page, project, seed }) => {
  const { name } = await seed.robot({ project: project.name, name: 'ci', durationDays: 30, ageDays: 10 })
  await page.goto(`/projects/${project.name}/robots`)
  await select(page, `Select ${name}`)
  await choose(page, 'Extend')
  await page.getByLabel('Counted from').selectOption('The present expiration')
  await page.getByRole('button', { name: 'Extend 1' }).click()
  await expect(page.getByText('Done: 1 of 1.')).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).last().click()
  await expectRow(page, name, [/^49d 23h/])
  expect(JSON.parse((await seed.audit(name)).at(-1)!.after as string)).toMatchObject({ durationDays: 60 })
})

test('many are done in chunks; Stop leaves the rest alone, and one can go on with them', async ({
  page,
  project,
  seed,
}) => {
  for (let index = 0; index < 45; index++) await seed.robot({ project: project.name, name: `bot-${index}` })
  await page.goto(`/projects/${project.name}/robots?size=50`)
  await selectPage(page)
  let sent = 0
  let release = () => {}
  const held = new Promise<void>((go) => (release = go))
  await page.route('**/robots?size=50', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    sent++
    // The second chunk is under way while it is told to stop.
    if (sent === 2) await held
    await route.continue()
  })
  await choose(page, 'Delete')
  const question = page.getByRole('alertdialog', { name: 'Delete robot accounts' })
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(question.getByText('20 of 45')).toBeVisible()
  await expectNoViolations(page)
  await question.getByRole('button', { name: 'Stop' }).click()
  release()
  await expect(page.getByText('Done: 40 of 45.')).toBeVisible()
  const results = page.getByRole('list', { name: 'Result for each robot account' })
  await expect(results.getByRole('listitem').filter({ hasText: 'Not done' })).toHaveCount(5)
  await expect(page.getByText('1 - 5 of 5 items')).toBeVisible()
  expect(sent).toBe(2)
  await page.getByRole('button', { name: 'Go on with the other 5' }).click()
  await expect(page.getByText('45 robot accounts deleted.')).toBeVisible()
  await expect(row(page, '+bot')).toHaveCount(0)
})

test('a session that ended: it is told for each, and after signing in elsewhere one goes on', async ({
  page,
  context,
  project,
  seed,
  users,
}) => {
  for (const name of ['one', 'two']) await seed.robot({ project: project.name, name })
  await page.goto(`/projects/${project.name}/robots`)
  await selectPage(page)
  await choose(page, 'Disable')
  await context.clearCookies({ name: 'sid' })
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
  const results = page.getByRole('dialog', { name: 'Disable robot accounts' })
  await expect(results.getByRole('alert')).toContainText('Your session has ended.')
  await expect(results.getByRole('listitem').filter({ hasText: 'Failed' })).toHaveCount(2)
  await expectNoViolations(page)
  const opened = context.waitForEvent('page')
  await results.getByRole('link', { name: 'Sign in in another tab' }).click()
  const other = await opened
  await signIn(other, users.projectAdmin)
  await expect(other.getByRole('heading', { name: 'Projects' })).toBeVisible()
  await results.getByRole('button', { name: 'Go on with the other 2' }).click()
  await expect(page.getByText('2 robot accounts disabled.')).toBeVisible()
})
