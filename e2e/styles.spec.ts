import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { chooseRowAction, createRobot, discard, openAccountMenu, openMenu } from './verbs'
import { expectNoRuleMissing } from './whole-sheet'

test.use({ viewer: 'systemAdmin' })

const close = (page: Page) =>
  page
    .getByRole('button', { name: /^(Cancel|Close)$/ })
    .last()
    .click()

test('pages: nothing that Clarity has for them is missing from the style sheet', async ({
  page,
  project,
  seed,
  allowErrors,
}) => {
  allowErrors(/404/)
  test.slow()
  await seed.robot({ project: project.name, name: 'ci', durationDays: 60, ageDays: 40 })
  for (let index = 0; index < 16; index++) await seed.robot({ project: project.name, name: `bot-${index}` })
  for (const path of [
    '/projects',
    '/projects?q=nothing-is-called-so',
    `/projects/${project.name}/robots`,
    `/projects/${project.name}/robots?page=9`,
    `/projects/${project.name}/members`,
    `/projects/${project.name}/logs`,
    '/projects/there-is-none',
    '/administration/robots',
    '/administration/users',
    '/administration/configuration',
    '/administration/logs',
  ]) {
    await page.goto(path, { waitUntil: 'networkidle' })
    await expectNoRuleMissing(page)
  }
})

test('dialogs and menus: likewise', async ({ page, project, seed }) => {
  test.slow()
  const { name } = await seed.robot({ project: project.name, name: 'ci', durationDays: 60, ageDays: 40 })
  await seed.legacyRobot({ project: project.name, name: 'jenkins' })
  await page.goto(`/projects/${project.name}/robots`)
  await openMenu(page, 'Action', page.getByRole('menuitem', { name: 'Delete' }))
  await expectNoRuleMissing(page)
  await page.keyboard.press('Escape')
  for (const action of ['Edit', 'Delete', 'Refresh secret', 'Disable', 'Activity']) {
    await chooseRowAction(page, name, action)
    await expect(page.getByRole(action === 'Delete' || action === 'Disable' ? 'alertdialog' : 'dialog')).toBeVisible()
    if (action === 'Refresh secret') {
      await page.getByRole('switch').check()
      await page.getByLabel('New Secret', { exact: true }).fill('weak')
    }
    await expectNoRuleMissing(page)
    await (action === 'Refresh secret' ? discard(page) : close(page))
  }
  await page.goto('/administration/robots')
  await page.getByRole('button', { name: 'New robot account' }).click()
  await page.getByLabel('Name', { exact: true }).fill('a--b')
  await expectNoRuleMissing(page)
  await page.getByLabel('Name', { exact: true }).fill('fine')
  await page.getByRole('button', { name: 'Next' }).click()
  await expectNoRuleMissing(page)
  await page.getByRole('button', { name: 'Next' }).click()
  // Of whichever projects are first.
  await expect(page.getByRole('dialog').getByRole('row').nth(1)).toBeVisible()
  await expectNoRuleMissing(page)
  await createRobot(page, project.name, 'new')
  await expectNoRuleMissing(page)
  await close(page)
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expectNoRuleMissing(page)
  await page.goto('/administration/users')
  await page.getByRole('button', { name: 'New user' }).click()
  await expectNoRuleMissing(page)
  await close(page)
  await openAccountMenu(page)
  await expectNoRuleMissing(page)
  await page.getByRole('menuitem', { name: 'Change password' }).click()
  await expectNoRuleMissing(page)
  await close(page)
  await page.getByRole('button', { name: 'Event log' }).click()
  await expectNoRuleMissing(page)
})

test.describe('signed out', () => {
  test.use({ viewer: null })
  test('sign-in: likewise', async ({ page }) => {
    await page.goto('/sign-in')
    await expectNoRuleMissing(page)
  })
})
