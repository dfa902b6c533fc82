import type { Locator, Page } from '@playwright/test'
import { askToken } from './ask-token'
import { expect, expectNoViolations, expectNoViolationsInThemes, test, unique } from './fixtures'
import { chooseRowAction } from './verbs'

test.use({ viewer: 'systemAdmin' })

const next = { name: 'Next' }
const finish = { name: 'Finish' }
const box = (wizard: Locator, name: string) => wizard.getByRole('checkbox', { name, exact: true })

/** Opens the wizard for a new robot, at its permissions. */
async function toPermissions(page: Page, path: string, name: string) {
  await page.goto(path)
  await page.getByRole('button', { name: 'New robot account' }).click()
  const wizard = page.getByRole('dialog', { name: /^Create .*Robot Account$/ })
  await wizard.getByLabel('Name', { exact: true }).fill(name)
  await wizard.getByRole('button', next).click()
  return wizard
}

/** Finishes, and answers who was made. */
async function made(page: Page, wizard: Locator) {
  await wizard.getByRole('button', finish).click()
  const dialog = page.getByRole('dialog', { name: /^Created / })
  const name = /'(.+)'/.exec((await dialog.getByRole('heading').first().textContent())!)![1]!
  const secret = await dialog.getByRole('textbox', { name: 'Secret', exact: true }).inputValue()
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  return { name, secret }
}

test('the matrix: one stop for Tab, arrows within; it is searched, counts, and shows what is selected', async ({
  page,
  project,
}) => {
  const wizard = await toPermissions(page, `/projects/${project.name}/robots`, 'keys')
  const count = wizard.getByText(/ of 75 selected$/)
  await wizard.getByRole('button', { name: /^Help about/ }).focus()
  await page.keyboard.press('Tab')
  await expect(box(wizard, 'Accessory: List')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(wizard.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')

  await page.keyboard.press('ArrowDown')
  await expect(box(wizard, 'Artifact: List')).toBeFocused()
  await page.keyboard.press('End')
  await expect(box(wizard, 'Artifact: Read')).toBeFocused()
  await page.keyboard.press('Home')
  await expect(box(wizard, 'Artifact: Create')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(box(wizard, 'Artifact: Create')).toBeFocused()
  await page.keyboard.press('Control+End')
  await expect(box(wizard, 'Tag Retention: Update')).toBeFocused()
  await page.keyboard.press('ArrowUp')
  // That row has no box so far to the right, and the column is not lost over it.
  await expect(box(wizard, 'Tag: List')).toBeFocused()
  await page.keyboard.press('Space')
  await expect(box(wizard, 'Tag: List')).toBeChecked()
  await page.keyboard.press('ArrowDown')
  await expect(box(wizard, 'Tag Retention: Update')).toBeFocused()
  await expect(count).toHaveText('1 of 75 selected')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Tab')
  await expect(box(wizard, 'Tag Retention: Update')).toBeFocused()

  const search = wizard.getByRole('searchbox', { name: 'Search permissions' })
  await search.fill('repository:pu')
  await expect(wizard.getByRole('checkbox')).toHaveCount(2)
  await page.keyboard.press('Enter')
  await wizard.getByRole('button', { name: 'Select these 2', exact: true }).click()
  await expect(count).toHaveText('3 of 75 selected')
  await expect(wizard.getByRole('button', { name: 'Select these 2', exact: true })).toBeDisabled()
  await search.fill('no such thing')
  await expect(wizard.getByText('No permission matches.')).toBeVisible()
  await expectNoViolations(page)
  await search.fill('')
  await wizard.getByRole('button', { name: 'At the registry' }).click()
  await expect(wizard.getByRole('checkbox')).toHaveCount(3)
  await expect(box(wizard, 'Repository: Delete')).toHaveAccessibleDescription('Acts at the registry')
  await wizard.getByRole('button', { name: 'Selected', exact: true }).click()
  await expect(wizard.getByRole('checkbox', { checked: true })).toHaveCount(3)
  // What is unticked stays in sight until one looks again.
  await box(wizard, 'Tag: List').uncheck()
  await expect(box(wizard, 'Tag: List')).toBeVisible()
  await expectNoViolationsInThemes(page)
  await wizard.getByRole('button', { name: 'Selected', exact: true }).click()
  await expect(box(wizard, 'Tag: List')).toHaveCount(0)
})

test('a group of permissions is narrowed to repositories: made, told, edited and taken away', async ({
  page,
  project,
  server,
}) => {
  test.slow()
  const wizard = await toPermissions(page, `/projects/${project.name}/robots`, 'ci')
  await box(wizard, 'Repository: Push').check()
  await wizard.getByRole('button', { name: 'Narrow to repositories…' }).click()
  const patterns = wizard.getByRole('textbox', { name: /^Patterns/ })
  await expect(patterns).toBeFocused()
  await patterns.fill('app/*\nApp/x\n\n!app//y')
  await expect(wizard.getByText('Line 2: holds capital letters, which no repository has')).toBeVisible()
  await expect(wizard.getByText('Line 4: a slash at the start or end, or two in a row')).toBeVisible()
  await expectNoViolationsInThemes(page)
  await patterns.fill('app/*\n!app/**')
  await expect(wizard.getByText('No name can match: all that is included is excluded.')).toBeVisible()
  // Typed and not applied: nothing is made meanwhile.
  await wizard.getByRole('button', finish).press('Enter')
  await expect(patterns).toBeFocused()
  await patterns.fill('app/*\nbase\n!app/secret')
  const name = wizard.getByLabel('Try a name')
  await name.fill('app/web')
  await expect(wizard.getByText('matches', { exact: true })).toBeVisible()
  await name.fill('app/secret')
  await expect(wizard.getByText('does not match')).toBeVisible()
  await wizard.getByRole('button', { name: 'Apply' }).click()

  const group = wizard.getByRole('radio', { name: 'Only app/*, base, not app/secret' })
  await expect(group).toBeFocused()
  await expect(box(wizard, 'Log: List')).toBeDisabled()
  await expect(wizard.getByText(/^Greyed out/)).toBeVisible()
  await expect(box(wizard, 'Repository: Push')).toBeChecked({ indeterminate: true })
  // Push moves here, and pull stays for all: it covers this one too.
  await box(wizard, 'Repository: Push').check()
  await expect(group).toHaveAccessibleDescription('1 Permission')
  await expect(box(wizard, 'Repository: Pull')).toBeChecked({ indeterminate: true })
  await expectNoViolationsInThemes(page)
  const robot = await made(page, wizard)
  const actions = async (repository: string) =>
    (await askToken(server.url, robot, `${project.name}/${repository}`)).actions.sort().join()
  expect(await Promise.all(['app/web', 'base', 'app/secret', 'other'].map(actions))).toEqual([
    'pull,push',
    'pull,push',
    'pull',
    'pull',
  ])

  await page.getByRole('button', { name: '2 Permissions' }).click()
  const dropDown = page.getByRole('dialog', { name: 'Permissions' })
  await expect(dropDown).toContainText('Only app/*, base, not app/secret')
  await expectNoViolations(page)
  await dropDown.getByRole('button', { name: 'Show as table' }).click()
  await expect(dropDown.getByRole('heading', { name: 'Only app/*, base, not app/secret' })).toBeVisible()
  await expectNoViolations(page)
  await page.keyboard.press('Escape')

  await chooseRowAction(page, robot.name, 'Edit')
  const edit = page.getByRole('dialog', { name: 'Edit Robot Account' })
  await edit.getByRole('button', next).click()
  await edit.getByRole('button', { name: /^Edit patterns/ }).click()
  const held = edit.getByRole('textbox', { name: /^Patterns/ })
  await expect(held).toHaveValue('!app/secret\napp/*\nbase')
  await held.fill('tools/**')
  await edit.getByRole('button', { name: 'Apply' }).click()
  await edit.getByRole('button', finish).click()
  await expect(edit).toHaveCount(0)
  expect(await Promise.all(['app/web', 'tools/a/b'].map(actions))).toEqual(['pull', 'pull,push'])

  await chooseRowAction(page, robot.name, 'Edit')
  await edit.getByRole('button', next).click()
  await edit.getByRole('button', { name: 'Remove: Only tools/**' }).click()
  await expect(edit.getByRole('button', { name: 'Narrow to repositories…' })).toBeFocused()
  await edit.getByRole('button', finish).click()
  await expect(edit).toHaveCount(0)
  expect(await Promise.all(['app/web', 'tools/a/b'].map(actions))).toEqual(['pull', 'pull'])
})

test('a system robot: narrowed in all projects', async ({ page, project, server }) => {
  const wizard = await toPermissions(page, '/administration/robots', unique('bot'))
  await wizard.getByRole('button', next).click()
  await wizard.getByRole('checkbox', { name: 'Cover all projects' }).check()
  await wizard.getByRole('button', { name: 'Narrow to repositories…' }).click()
  await wizard.getByRole('textbox', { name: /^Patterns/ }).fill('*/public')
  await wizard.getByRole('button', { name: 'Apply' }).click()
  await box(wizard, 'Repository: Push').check()
  await expect(wizard.getByRole('radio', { name: 'Only */public' })).toHaveAccessibleDescription('2 Permissions')
  await expectNoViolations(page)
  const robot = await made(page, wizard)
  for (const [repository, actions] of [
    ['a/public', ['pull', 'push']],
    ['public', []],
    ['a/private', []],
  ] as const) {
    expect((await askToken(server.url, robot, `${project.name}/${repository}`)).actions.sort()).toEqual(actions)
  }
})
