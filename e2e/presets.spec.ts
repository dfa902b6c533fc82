import type { Page } from '@playwright/test'
import { expect, expectNoViolationsInThemes, test, unique } from './fixtures'
import { chooseRowAction, copySecret, expectRow } from './verbs'

test.use({ viewer: 'systemAdmin' })

async function toPermissions(page: Page, path: string, name: string) {
  await page.goto(path)
  await page.getByRole('button', { name: 'New robot account' }).click()
  const wizard = page.getByRole('dialog', { name: /^Create / })
  await wizard.getByLabel('Name', { exact: true }).fill(name)
  await wizard.getByRole('button', { name: 'Next' }).click()
  return wizard
}

test('a preset fills in the matrix; a choice of one’s own is saved, found again and deleted', async ({
  page,
  project,
  seed,
}) => {
  const robots = `/projects/${project.name}/robots`
  const wizard = await toPermissions(page, robots, 'ci')
  const uses = wizard.getByRole('radiogroup', { name: 'What is it for?' })
  const own = wizard.getByRole('button', { name: 'Own choice' })
  await uses.getByRole('radio', { name: /^Pull Download/ }).check()
  await expect(wizard.getByRole('checkbox', { name: 'Repository: Pull' })).toBeChecked()
  // By keyboard: the next one, and from there into the matrix.
  await page.keyboard.press('ArrowRight')
  await expect(uses.getByRole('radio', { name: /^Pull and push/ })).toBeChecked()
  await expect(wizard.getByText(`May pull and push every repository in ${project.name} until `)).toBeVisible()
  await expect(own).toHaveAttribute('aria-pressed', 'false')
  await own.press('Enter')
  await expect(wizard.getByRole('checkbox').first()).toBeFocused()
  await wizard.getByRole('checkbox', { name: 'Tag: List', exact: true }).check()
  await expect(own).toHaveAttribute('aria-pressed', 'true')
  await expect(wizard.getByText('1 other permission matters to tools')).toBeVisible()
  await expectNoViolationsInThemes(page)

  const preset = unique('Nightly')
  await wizard.getByRole('button', { name: 'Save as preset' }).click()
  const saving = page.getByRole('dialog', { name: 'Save as preset' })
  await saving.getByLabel('Name').fill('PULL and  push')
  await saving.getByRole('button', { name: 'Save' }).click()
  await expect(saving.getByText('There is a preset of this name already')).toBeVisible()
  await expectNoViolationsInThemes(page)
  await saving.getByLabel('Name').fill(preset)
  await page.keyboard.press('Enter')
  await expect(saving).toHaveCount(0)
  await expect(uses.getByRole('radio', { name: preset })).toBeChecked()
  await wizard.getByRole('button', { name: 'Finish' }).click()
  await copySecret(page)
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expectRow(page, '+ci', ['3 Permissions'])

  // An edit finds it again; deleting it leaves the robot account as it is.
  await chooseRowAction(page, `robot$${project.name}+ci`, 'Edit')
  const edit = page.getByRole('dialog', { name: 'Edit Robot Account' })
  await edit.getByRole('button', { name: 'Next' }).click()
  await expect(edit.getByRole('radiogroup')).toHaveCount(0)
  await edit.getByRole('button', { name: 'Presets' }).click()
  await expect(edit.getByRole('radio', { name: preset })).toBeChecked()
  await edit.getByRole('button', { name: `Delete preset ${preset}` }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(edit.getByRole('radio', { name: preset })).toHaveCount(0)
  await expect(edit.getByRole('checkbox', { name: 'Tag: List', exact: true })).toBeChecked()
  expect((await seed.audit(preset)).map(({ operation }) => operation)).toEqual(['preset.create', 'preset.remove'])
})

test('of the system: chosen once, it fills in both steps', async ({ page, project }) => {
  const name = unique('scan')
  const wizard = await toPermissions(page, '/administration/robots', name)
  await wizard.getByRole('radio', { name: /^Scanner/ }).check()
  await expect(wizard.getByText('May pull every repository in the projects of the next step until ')).toBeVisible()
  await wizard.getByRole('button', { name: 'Next' }).click()
  await wizard.getByLabel('Filter by project name').fill(project.name)
  await wizard.getByRole('checkbox', { name: `Select ${project.name}` }).check()
  await expect(wizard.getByText('May pull every repository in 1 project until ')).toBeVisible()
  await expectNoViolationsInThemes(page)
  await wizard.getByRole('button', { name: 'Finish' }).click()
  await copySecret(page)
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expectRow(page, name, ['4 Permissions', '1 Project'])
  // What fits no preset of ours lands in the matrix, what fits one is shown as it.
  await chooseRowAction(page, `robot$${name}`, 'Edit')
  const edit = page.getByRole('dialog', { name: /^Edit / })
  await edit.getByRole('button', { name: 'Next' }).click()
  await expect(edit.getByRole('radio', { name: /^Scanner/ })).toBeChecked()
})
