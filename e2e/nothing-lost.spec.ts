import type { Page } from '@playwright/test'
import { expect, expectNoViolations, test } from './fixtures'
import { chooseRowAction, signIn } from './verbs'

test.use({ viewer: 'projectAdmin' })

const question = (page: Page) => page.getByRole('alertdialog', { name: 'Discard changes?' })
async function stay(page: Page) {
  await question(page).getByRole('button', { name: 'Go on editing' }).click()
  await expect(question(page)).toHaveCount(0)
}
const discard = (page: Page) => question(page).getByRole('button', { name: 'Discard' }).click()
const wizardOf = (page: Page) => page.getByRole('dialog', { name: 'Create Robot Account' })

/** The browser's own Back, within the console: a whole page of the test's making would ask in the browser's words. */
const goBack = (page: Page) => page.evaluate(() => history.back())

/** Comes to the robots by a link, so that Back stays within the console, and begins a new one. */
async function beginRobot(page: Page, project: { name: string }) {
  await page.goto(`/projects/${project.name}/members`)
  await page.getByRole('link', { name: 'Robot Accounts', exact: true }).click()
  await page.getByRole('button', { name: 'New robot account' }).click()
  await wizardOf(page).getByLabel('Name', { exact: true }).fill('half-done')
  await expect(wizardOf(page).getByRole('button', { name: 'Next' })).toBeEnabled()
}

const waysOut: Record<string, (page: Page) => Promise<unknown>> = {
  Escape: (page) => page.keyboard.press('Escape'),
  CANCEL: (page) => wizardOf(page).getByRole('button', { name: 'Cancel' }).click(),
  'the cross': (page) => wizardOf(page).getByRole('button', { name: 'Close' }).click(),
  Back: goBack,
}

for (const [way, leave] of Object.entries(waysOut)) {
  test(`the wizard asks before ${way} throws away what was typed`, async ({ page, project }) => {
    await beginRobot(page, project)
    await leave(page)
    await expect(question(page)).toBeVisible()
    await expectNoViolations(page)
    await stay(page)
    await expect(wizardOf(page).getByLabel('Name', { exact: true })).toHaveValue('half-done')
    await leave(page)
    await discard(page)
    await expect(wizardOf(page)).toHaveCount(0)
    await expect(page).toHaveURL(`/projects/${project.name}/robots`)
    await expect(page.getByRole('button', { name: 'New robot account' })).toBeFocused()
  })
}

test('ticks alone are asked about too; a wizard that nothing was done in just closes, also by Back', async ({
  page,
  project,
  seed,
}) => {
  const { name } = await seed.robot({ project: project.name, name: 'ci' })
  await page.goto(`/projects/${project.name}/members`)
  await page.getByRole('link', { name: 'Robot Accounts', exact: true }).click()
  await chooseRowAction(page, name, 'Edit')
  const wizard = page.getByRole('dialog', { name: 'Edit Robot Account' })
  await wizard.getByRole('button', { name: 'Next' }).click()
  await wizard.getByRole('checkbox', { name: 'Tag: List', exact: true }).check()
  await page.keyboard.press('Escape')
  await expect(question(page)).toBeVisible()
  await stay(page)
  await wizard.getByRole('checkbox', { name: 'Tag: List', exact: true }).uncheck()
  await goBack(page)
  await expect(wizard).toHaveCount(0)
  await expect(page).toHaveURL(`/projects/${project.name}/robots`)
})

test('reloading or closing the page is asked about by the browser', async ({ page, project }) => {
  await beginRobot(page, project)
  const asked = page.waitForEvent('dialog')
  // Asked, `page.reload` would wait for a page that does not come.
  await page.evaluate(() => void setTimeout(() => location.reload()))
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await expect(wizardOf(page).getByLabel('Name', { exact: true })).toHaveValue('half-done')
})

test('a form in a dialog asks as well, and sends without a question', async ({ page, project }) => {
  await page.goto(`/projects/${project.name}/members`)
  await page.getByRole('button', { name: 'Add user' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add Member' })
  const name = dialog.getByLabel('Username', { exact: true })
  await name.fill('nobody-of-this-name')
  await page.keyboard.press('Escape')
  await stay(page)
  await expect(name).toHaveValue('nobody-of-this-name')
  await name.fill('')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

test.describe('the configuration', () => {
  test.use({ viewer: 'systemAdmin' })

  test('is not left by a link or by Back with changes in it, unless it is meant', async ({ page }) => {
    await page.goto('/administration/users')
    await page.getByRole('link', { name: 'Configuration' }).click()
    const days = page.getByLabel('Robot Token Expiration (Days)', { exact: true })
    await days.fill('91')
    await page.getByRole('link', { name: 'Logs' }).click()
    await stay(page)
    await expect(days).toHaveValue('91')
    await goBack(page)
    await stay(page)
    await expect(page).toHaveURL('/administration/configuration')
    await expect(days).toHaveValue('91')
    await goBack(page)
    await discard(page)
    await expect(page).toHaveURL('/administration/users')

    await page.getByRole('link', { name: 'Configuration' }).click()
    await expect(days).toHaveValue('30')
    await days.fill('91')
    await page.getByRole('link', { name: 'Logs' }).click()
    await discard(page)
    await expect(page).toHaveURL('/administration/logs')
  })
})

test('a session that ended inside the wizard: sign in in another tab, then go on', async ({
  page,
  context,
  project,
  users,
}) => {
  await beginRobot(page, project)
  await wizardOf(page).getByRole('button', { name: 'Next' }).click()
  await wizardOf(page).getByRole('checkbox', { name: 'Repository: Pull' }).check()
  await context.clearCookies({ name: 'sid' })
  await wizardOf(page).getByRole('button', { name: 'Finish' }).click()
  const alert = wizardOf(page).getByRole('alert')
  await expect(alert).toContainText('Your session has ended.')
  await expectNoViolations(page)
  const opened = context.waitForEvent('page')
  await alert.getByRole('link', { name: 'Sign in in another tab' }).click()
  const other = await opened
  await signIn(other, users.projectAdmin)
  await expect(other.getByRole('heading', { name: 'Projects' })).toBeVisible()
  await wizardOf(page).getByRole('button', { name: 'Finish' }).click()
  await expect(page.getByRole('dialog', { name: /Created .*\+half-done/ })).toBeVisible()
})
