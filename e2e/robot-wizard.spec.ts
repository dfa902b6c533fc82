import type { Page } from '@playwright/test'
import { expect, expectNoViolations, test } from './fixtures'
import { copySecret, discard, expectRow } from './verbs'

test.use({ viewer: 'projectAdmin', permissions: ['clipboard-read', 'clipboard-write'] })

const nameRule = /^1 to 255 lower-case letters/
const next = { name: 'Next' }
const finish = { name: 'Finish' }

/** Opens the New Robot wizard of a project. */
async function openWizard(page: Page, project: { name: string }) {
  await page.goto(`/projects/${project.name}/robots`)
  await page.getByRole('button', { name: 'New robot account' }).click()
  return page.getByRole('dialog', { name: 'Create Robot Account' })
}

test('leads through both steps to a robot that is as it was asked for', async ({ page, project, seed }) => {
  const wizard = await openWizard(page, project)
  await expect(wizard.locator('[aria-current="step"]')).toContainText('Basic Information')
  await expectNoViolations(page)
  await wizard.getByLabel('Name', { exact: true }).fill('ci')
  await expect(wizard.getByText(`Final name: robot$${project.name}+ci`)).toBeVisible()
  await wizard.getByLabel('Description').fill('GitLab CI: build and push')
  await wizard.getByLabel('Expiration time', { exact: true }).selectOption('Specify # of days')
  await wizard.getByLabel('Days until expiration').fill('90')
  await expect(wizard.getByText(/^Expires at: /)).toBeVisible()
  await wizard.getByRole('button', next).click()

  await expect(wizard.getByRole('button', finish)).toBeDisabled()
  await wizard.getByRole('checkbox', { name: 'Repository: Push' }).check()
  await wizard.getByRole('checkbox', { name: 'Tag: List', exact: true }).check()
  await expectNoViolations(page)
  await wizard.getByRole('button', finish).click()
  await expect(page.getByRole('dialog', { name: `Created 'robot$${project.name}+ci' successfully.` })).toBeVisible()
  await expectNoViolations(page)
  await copySecret(page)
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expectRow(page, '+ci', ['3 Permissions', /^(89d 23h 5\dm|90d 0h 0m)$/, 'GitLab CI: build and push'])
  const [created] = await seed.audit(`robot$${project.name}+ci`)
  expect(created).toMatchObject({ operation: 'robot.create', result: 'success', actorName: 'projectAdmin' })
  expect(JSON.parse(created!.after as string)).toMatchObject({
    durationDays: 90,
    access: ['repository:pull', 'repository:push', 'tag:list'],
  })
})

test('the name: its rule, the check whether it is taken, and NEXT only when all is well', async ({
  page,
  project,
  seed,
}) => {
  await seed.robot({ project: project.name, name: 'taken' })
  const wizard = await openWizard(page, project)
  const name = wizard.getByLabel('Name', { exact: true })
  await expect(wizard.getByRole('button', next)).toBeDisabled()
  for (const wrong of ['Bad Name!', '-ci', 'ci+x', 'ci..x']) {
    await name.fill(wrong)
    await expect(wizard.getByText(nameRule)).toBeVisible()
    await expect(wizard.getByRole('button', next)).toBeDisabled()
  }
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await expectNoViolations(page)
  await name.fill('taken')
  await expect(wizard.getByText('Robot Account already exists.')).toBeVisible()
  await expect(wizard.getByRole('button', next)).toBeDisabled()
  await name.fill('free')
  await expect(wizard.getByRole('button', next)).toBeEnabled()
})

test('the expiration: default, days, never, and what is none of them', async ({ page, project }) => {
  const wizard = await openWizard(page, project)
  await wizard.getByLabel('Name', { exact: true }).fill('bot')
  const kind = wizard.getByLabel('Expiration time', { exact: true })
  await expect(kind).toHaveValue('default')
  await expect(kind.getByRole('option', { selected: true })).toHaveText('30 days (default)')
  await kind.selectOption('Specify # of days')
  const days = wizard.getByLabel('Days until expiration')
  for (const wrong of ['0', '-2', '1.5', 'x', '2147483647', '1e3']) {
    await days.fill(wrong)
    await expect(wizard.getByText(/A whole number of days/), wrong).toBeVisible()
    await expect(wizard.getByRole('button', next)).toBeDisabled()
  }
  await days.fill('2147483646')
  await expect(wizard.getByText('Expires in 2,147,483,646 days, beyond any calendar.')).toBeVisible()
  await days.fill('-1')
  await expect(kind).toHaveValue('never')
  await expect(wizard.getByText('Never expires.')).toBeVisible()
  await expect(wizard.getByRole('button', next)).toBeEnabled()
})

test('Never Expired stands beside the days and greys them out; usual days and a date say what they come to', async ({
  page,
  project,
  seed,
}) => {
  await page.clock.setFixedTime(new Date('2026-11-26T10:00:00Z'))
  const wizard = await openWizard(page, project)
  await wizard.getByLabel('Name', { exact: true }).fill('bot')
  const kind = wizard.locator('#expiration-type')
  const days = wizard.locator('#robotTokenExpiration')
  const never = wizard.getByRole('checkbox', { name: 'Never Expired' })
  await expect(days).toHaveValue('30')
  await never.check()
  await expect(days).toBeDisabled()
  await expect(wizard.getByText('Never expires.')).toBeVisible()
  await expectNoViolations(page)
  await never.uncheck()
  await expect(kind).toHaveValue('default')
  await expect(days).toBeEnabled()
  for (const usual of ['7', '30', '60', '90', '365']) {
    await kind.selectOption(usual)
    await expect(days).toHaveValue(usual)
    await expect(wizard.getByText(/^Expires at: /)).toBeVisible()
  }
  await days.fill('45')
  await expect(kind).toHaveValue('days')

  await kind.selectOption('Until a date')
  const date = wizard.getByLabel('Date of expiration')
  await expect(date).toBeFocused()
  await expect(wizard.getByText('Which date?')).toBeVisible()
  await expect(wizard.getByRole('button', next)).toBeDisabled()
  await date.fill(inDays(100))
  await expect(wizard.getByText(/^Expires at: /)).toBeVisible()
  await wizard.getByRole('button', next).click()
  await wizard.getByRole('checkbox', { name: 'Repository: Pull' }).check()
  await wizard.getByRole('button', finish).click()
  await expect(page.getByRole('dialog', { name: /Created/ })).toBeVisible()
  const [created] = await seed.audit(`robot$${project.name}+bot`)
  expect(JSON.parse(created!.after as string)).toMatchObject({ durationDays: 100 })
})

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('a name is trimmed, and one that is too long with its project is told so at once', async ({ page, project }) => {
  const wizard = await openWizard(page, project)
  const name = wizard.getByLabel('Name', { exact: true })
  await name.fill('  ci  ')
  await expect(wizard.getByText(`Final name: robot$${project.name}+ci`, { exact: true })).toBeVisible()
  await expect(wizard.getByRole('button', next)).toBeEnabled()
  await name.fill('a'.repeat(254))
  await expect(wizard.getByText('Together with its project the name must not exceed 255 characters.')).toBeVisible()
  await expect(wizard.getByRole('button', next)).toBeDisabled()
})

test('the matrix: push ticks pull and cannot stand without it; select all and unselect all', async ({
  page,
  project,
}) => {
  const wizard = await openWizard(page, project)
  await wizard.getByLabel('Name', { exact: true }).fill('bot')
  await wizard.getByRole('button', next).click()
  const [push, pull] = ['Push', 'Pull'].map((action) => wizard.getByRole('checkbox', { name: `Repository: ${action}` }))
  await push!.check()
  await expect(pull!).toBeChecked()
  await pull!.uncheck()
  await expect(push!).not.toBeChecked()
  await expect(wizard.getByRole('button', finish)).toBeDisabled()

  const [all, none] = ['Select all', 'Unselect all'].map((name) => wizard.getByRole('button', { name, exact: true }))
  await expect(none!).toBeDisabled()
  await all!.click()
  await expect(wizard.getByRole('checkbox')).toHaveCount(75)
  await expect(wizard.getByRole('checkbox', { checked: true })).toHaveCount(75)
  await expect(all!).toBeDisabled()
  await none!.click()
  await expect(wizard.getByRole('checkbox', { checked: true })).toHaveCount(0)
  await expect(none!).toBeDisabled()
  await expect(all!).toBeEnabled()
  await wizard.getByRole('button', { name: 'Back' }).click()
  await expect(wizard.getByLabel('Name', { exact: true })).toHaveValue('bot')
})

test('a name that was taken at the last moment is a conflict with a message, and nothing is lost', async ({
  page,
  project,
  seed,
}) => {
  const wizard = await openWizard(page, project)
  await wizard.getByLabel('Name', { exact: true }).fill('race')
  await wizard.getByRole('button', next).click()
  await wizard.getByRole('checkbox', { name: 'Tag: List', exact: true }).check()
  await seed.robot({ project: project.name, name: 'race', description: 'the other one' })
  await wizard.getByRole('button', finish).click()
  await expect(wizard.getByRole('alert')).toContainText('A robot account of this name already exists.')
  await expect(wizard.getByRole('checkbox', { name: 'Tag: List', exact: true })).toBeChecked()
  await expectNoViolations(page)
  await wizard.getByRole('alert').getByRole('button', { name: 'Basic Information' }).click()
  await expect(wizard.getByLabel('Name', { exact: true })).toHaveValue('race')
  await discard(page)
  await page.reload()
  await expectRow(page, '+race', ['the other one'])
})

test('from opening to the secret with the keyboard alone', async ({ page, project }) => {
  await page.goto(`/projects/${project.name}/robots`)
  await page.getByRole('button', { name: 'New robot account' }).focus()
  await page.keyboard.press('Enter')
  const wizard = page.getByRole('dialog', { name: 'Create Robot Account' })
  await expect(wizard.getByLabel('Name', { exact: true })).toBeFocused()
  await page.keyboard.type('keys')
  // While the name is being checked: it waits for that.
  await page.keyboard.press('Enter')
  await expect(wizard.getByRole('heading', { name: 'Select Permissions' })).toBeFocused()
  const pull = wizard.getByRole('checkbox', { name: 'Repository: Pull' })
  await tabTo(page, async () => wizard.getByRole('searchbox').evaluate((box) => box === document.activeElement))
  await page.keyboard.type('pull')
  await tabTo(page, async () => pull.evaluate((box) => box === document.activeElement))
  await page.keyboard.press('Space')
  await expect(pull).toBeChecked()
  await page.keyboard.press('Enter')
  const secret = page.getByRole('dialog', { name: /Created/ })
  await expect(secret).toBeVisible()
  await page.keyboard.press('Escape')
  const question = page.getByRole('alertdialog')
  await expect(question.getByRole('button', { name: 'Back' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(secret).toHaveCount(0)
  await expectRow(page, '+keys')
})

/** Presses Tab until the wanted control has the focus. */
async function tabTo(page: Page, arrived: () => Promise<boolean>) {
  for (let presses = 0; presses < 120; presses++) {
    if (await arrived()) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the control cannot be reached by Tab')
}

test('Escape leaves the wizard and the focus returns to where it came from', async ({ page, project }) => {
  const wizard = await openWizard(page, project)
  await expect(wizard.getByLabel('Name', { exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(wizard).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'New robot account' })).toBeFocused()
})

test('NEXT and FINISH that cannot go on yet say so, and lead to what is missing', async ({ page, project }) => {
  const wizard = await openWizard(page, project)
  const name = wizard.getByLabel('Name', { exact: true })
  await wizard.getByLabel('Description').focus()
  await expect(wizard.getByRole('button', next)).toBeDisabled()
  await wizard.getByRole('button', next).click({ force: true })
  await expect(wizard.getByText('Something here is still missing or not right.')).toBeVisible()
  await expect(name).toBeFocused()
  await expectNoViolations(page)
  await name.fill('ci')
  await wizard.getByRole('button', next).click()
  await wizard.getByRole('button', finish).click({ force: true })
  await expect(wizard.getByText('Something here is still missing or not right.')).toBeVisible()
  await expect(wizard.getByRole('radio').first()).toBeFocused()
})
