import type { Locator, Page } from '@playwright/test'
import { expect, expectNoViolations, expectNoViolationsInThemes, test, unique } from './fixtures'
import { chooseRowAction, expectRow, row } from './verbs'

test.use({ viewer: 'systemAdmin' })

const button = (name: string | RegExp, exact = false) => ['button', { name, exact }] as const
const pull = ['repository:pull']

/** The list, narrowed to what this test has made. */
const openList = (page: Page, stem: string) => page.goto(`/administration/robots?q=${stem}`)

/** Opens the wizard and fills in its first step. */
async function openWizard(page: Page, name: string): Promise<Locator> {
  await openList(page, name)
  await page.getByRole(...button('New robot account')).click()
  const wizard = page.getByRole('dialog', { name: 'Create System Robot Account' })
  await wizard.getByLabel('Name', { exact: true }).fill(name)
  await expect(wizard.getByText(`Final name: robot$${name}`)).toBeVisible()
  return wizard
}

/** The first step is checked before the second comes: NEXT belongs to either. */
async function toSystemPermissions(wizard: Locator) {
  await wizard.getByRole(...button('Next')).click()
  await expect(wizard.getByRole('heading', { name: 'Select System Permissions' })).toBeVisible()
}

/** Goes from the first step to the third, where `stem` filters the projects. */
async function toProjects(wizard: Locator, stem: string) {
  await toSystemPermissions(wizard)
  await wizard.getByRole(...button('Next')).click()
  await wizard.getByLabel('Filter by project name').fill(stem)
  await expect(wizard.getByRole('row').nth(1)).toContainText(stem)
}

async function finishAndClose(page: Page, wizard: Locator, name: string) {
  await wizard.getByRole(...button('Finish')).click()
  const secret = page.getByRole('dialog', { name: `Created 'robot$${name}' successfully.` })
  await expect(secret.getByLabel('Secret', { exact: true })).toHaveValue(/^hrb_/)
  await secret.getByRole(...button('Close')).click()
  await page
    .getByRole('alertdialog')
    .getByRole(...button('Close'))
    .click()
}

test('lists what each robot of the system may do, with its projects in a dialog', async ({ page, seed }) => {
  const stem = unique('seen')
  const [one, two] = await seed.manyProjects({ stem, count: 12 })
  const projects = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`${stem}-${String(index).padStart(5, '0')}`, pull]),
  )
  await seed.systemRobot({ name: `${stem}-all`, systemAccess: [], allProjects: ['repository:pull', 'tag:list'] })
  await seed.systemRobot({ name: `${stem}-none`, description: 'Only the catalog', durationDays: -1 })
  await seed.systemRobot({ name: `${stem}-some`, projects, disabled: true })
  await openList(page, stem)
  await expectRow(page, `${stem}-all`, ['None', 'All projects with'])
  await expectRow(page, `${stem}-none`, ['1 Permission', 'None', 'Never Expires', 'Only the catalog'])
  await expectRow(page, `${stem}-some`, ['12 Projects'])
  await expect(row(page, `${stem}-some`).getByRole('img', { name: 'Disabled' })).toBeVisible()

  await row(page, `${stem}-all`)
    .getByRole(...button('2 Permissions'))
    .click()
  const permissions = page.getByRole('dialog', { name: 'Permissions' })
  await expect(permissions).toContainText('TagList')
  await permissions.getByRole(...button('Show as table')).click()
  await expect(permissions.getByRole('checkbox', { name: 'Tag: List' })).toBeChecked()
  await page.keyboard.press('Escape')

  await page.getByRole(...button('12 Projects')).click()
  const dialog = page.getByRole('dialog', { name: 'Projects for Robot Account' })
  await expect(dialog.getByText('1 - 10 of 12 items')).toBeVisible()
  await dialog.getByRole(...button('Next page')).click()
  await expect(dialog.getByText('11 - 12 of 12 items')).toBeVisible()
  await dialog.getByRole(...button('Creation Time')).click()
  await dialog.getByRole(...button('Creation Time')).click()
  await expect(dialog.getByRole('row').nth(1)).toContainText(`${stem}-00011`)
  await dialog.getByLabel('Filter by project name').fill(two!)
  await expect(dialog.getByText('1 - 1 of 1 item')).toBeVisible()
  await dialog.getByRole(...button(`1 Permission in ${two}`)).click()
  await expect(page.getByRole('checkbox', { name: 'Repository: Pull' })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(dialog.getByRole('link', { name: two! })).toHaveAttribute('href', `/projects/${two}`)
  await dialog
    .getByRole(...button('Close'))
    .last()
    .click()

  await page.goto(`/projects/${one}/robots`)
  await expect(page.getByText('There are no robot accounts here yet.')).toBeVisible()
})

test('the wizard: a selection across pages and filters, with permissions per project', async ({ page, seed }) => {
  const [stem, name] = [unique('pick'), unique('bot')]
  await seed.manyProjects({ stem, count: 12 })
  const project = (index: number) => `${stem}-${String(index).padStart(5, '0')}`
  const wizard = await openWizard(page, name)
  const finish = wizard.getByRole(...button('Finish'))
  await toProjects(wizard, stem)

  // Nothing at all is no robot; a selected project needs a permission.
  await expect(finish).toBeDisabled()
  await wizard.getByRole('checkbox', { name: `Select ${project(0)}` }).check()
  await expect(wizard.getByText('1 project selected. 1 of them has no permission yet.')).toBeVisible()
  await expect(finish).toBeDisabled()
  await wizard.getByRole(...button(`0 Permissions in ${project(0)}`)).click()
  await page.getByRole('checkbox', { name: 'Repository: Push' }).check()
  await page.keyboard.press('Escape')
  await expect(wizard.getByRole(...button(`2 Permissions in ${project(0)}`))).toBeFocused()
  await expect(finish).toBeEnabled()

  // Who gives permissions means the project.
  await wizard.getByRole(...button('Last page')).click()
  await wizard.getByRole(...button(`0 Permissions in ${project(11)}`)).click()
  await page.getByRole('checkbox', { name: 'Tag: List', exact: true }).check()
  await page.keyboard.press('Escape')
  await expect(wizard.getByRole('checkbox', { name: `Select ${project(11)}` })).toBeChecked()
  await wizard.getByLabel('Page size').selectOption('10')
  await wizard.getByRole(...button('Project Name')).click()
  await expect(wizard.getByRole('row').nth(1)).toContainText(project(11))

  // Under a filter, all of its matches are added, and no others.
  await wizard.getByLabel('Filter by project name').fill(`${stem}-0000`)
  await expect(wizard.getByText('1 - 10 of 10 items')).toBeVisible()
  await wizard.getByRole(...button('Select matching projects')).click()
  await expect(wizard.getByText('11 projects selected. 9 of them have no permission yet.')).toBeVisible()
  await wizard.getByRole('checkbox', { name: 'Select all rows of this page' }).uncheck()
  await wizard.getByRole('checkbox', { name: `Select ${project(0)}` }).check()
  await expect(wizard.getByText('2 projects selected.')).toBeVisible()
  await wizard.getByRole(...button('Back')).click()
  await wizard.getByRole(...button('Next')).click()
  await expect(wizard.getByText('2 projects selected.')).toBeVisible()

  await finishAndClose(page, wizard, name)
  await expectRow(page, name, ['None', '2 Projects'])
  const [created] = await seed.audit(`robot$${name}`)
  expect(JSON.parse(created!.after as string)).toMatchObject({
    systemAccess: [],
    projects: [`${project(0)}: repository:pull,push`, `${project(11)}: tag:list`],
  })
})

test('the wizard: every project by a base and exceptions; covering all of them', async ({ page, seed }) => {
  const [stem, name] = [unique('base'), unique('bot')]
  await seed.manyProjects({ stem, count: 6 })
  const wizard = await openWizard(page, name)
  await wizard.getByRole(...button('Next')).click()
  await wizard.getByRole('checkbox', { name: 'Catalog: Read' }).check()
  await wizard.getByRole(...button('Next')).click()
  await wizard.getByRole(...button('Select all projects', true)).click()
  await wizard.getByRole(...button('Reset all project permissions')).click()
  await page.getByRole('checkbox', { name: 'Repository: Pull' }).check()
  await page.keyboard.press('Escape')
  await expect(wizard.getByText(/ no permission yet/)).toBeHidden()
  await wizard.getByLabel('Filter by project name').fill(`${stem}-00003`)
  await expect(wizard.getByText('1 - 1 of 1 item')).toBeVisible()
  await wizard.getByRole('checkbox', { name: `Select ${stem}-00003` }).uncheck()
  await finishAndClose(page, wizard, name)
  // Other tests' projects are among all of them; of so many the log tells a part.
  const [created] = await (await page.request.get(`/api/v2.0/robots?q=name%3D${name}`)).json()
  const [system, ...projects] = created.permissions as { namespace: string; access: object[] }[]
  expect(system).toMatchObject({ namespace: '/', access: [{ resource: 'catalog', action: 'read' }] })
  for (const { access } of projects) expect(access).toMatchObject([{ resource: 'repository', action: 'pull' }])
  const covered = projects.map(({ namespace }) => namespace).filter((namespace) => namespace.startsWith(stem))
  expect(covered.sort()).toEqual([0, 1, 2, 4, 5].map((index) => `${stem}-0000${index}`))

  // From single projects to all of them, which needs a permission of its own.
  await chooseRowAction(page, `robot$${name}`, 'Edit')
  const edit = page.getByRole('dialog', { name: 'Edit System Robot Account' })
  await toSystemPermissions(edit)
  await edit.getByRole(...button('Next')).click()
  await expect(edit.getByText(/projects selected\./)).toBeVisible()
  await expect(edit.getByRole(...button('Finish'))).toBeDisabled()
  await edit.getByRole('checkbox', { name: 'Cover all projects' }).check()
  await expect(edit.getByRole(...button('Finish'))).toBeDisabled()
  await edit.getByRole(...button('Select all', true)).click()
  await edit.getByRole(...button('Finish')).click()
  await expect(page.getByText(`Robot account robot$${name} updated.`)).toBeVisible()
  await expectRow(page, name, ['All projects with', '75 Permissions'])
})

test('edits just what differs, disables, refreshes and deletes', async ({ page, seed }) => {
  const [stem, name] = [unique('edit'), unique('bot')]
  const [one, two, three] = (await seed.manyProjects({ stem, count: 3 })) as [string, string, string]
  const fullName = (await seed.systemRobot({ name, projects: { [one]: pull, [two]: ['tag:list'] } })).name
  await openList(page, name)
  await chooseRowAction(page, fullName, 'Edit')
  const wizard = page.getByRole('dialog', { name: 'Edit System Robot Account' })
  await expect(wizard.getByLabel('Name', { exact: true })).toBeDisabled()
  await toProjects(wizard, stem)
  await expect(wizard.getByText('2 projects selected.')).toBeVisible()
  await expect(wizard.getByRole(...button(`1 Permission in ${two}`))).toBeVisible()
  await expect(wizard.getByRole(...button('Finish'))).toBeDisabled()
  await wizard.getByRole('checkbox', { name: `Select ${one}` }).uncheck()
  await wizard.getByRole(...button(`0 Permissions in ${three}`)).click()
  await page.getByRole('checkbox', { name: 'Repository: Pull' }).check()
  await page.keyboard.press('Escape')
  await wizard.getByRole(...button('Finish')).click()
  await expect(page.getByText(`Robot account ${fullName} updated.`)).toBeVisible()
  const change = (await seed.audit(fullName)).at(-1)!
  // What is the same before and after is only counted.
  expect(JSON.parse(change.before as string).projects).toEqual({ items: [`${one}: repository:pull`], kept: 1 })
  expect(JSON.parse(change.after as string).projects).toEqual({ items: [`${three}: repository:pull`], kept: 1 })

  await chooseRowAction(page, fullName, 'Disable')
  await page
    .getByRole('alertdialog')
    .getByRole(...button('Disable'))
    .click()
  await expect(row(page, name).getByRole('img', { name: 'Disabled' })).toBeVisible()
  await chooseRowAction(page, fullName, 'Enable')
  await page
    .getByRole('alertdialog')
    .getByRole(...button('Enable'))
    .click()
  await expect(row(page, name).getByRole('img', { name: 'Enabled' })).toBeVisible()
  await chooseRowAction(page, fullName, 'Refresh secret')
  await page
    .getByRole('dialog', { name: 'Refresh Secret' })
    .getByRole(...button('Refresh'))
    .click()
  const secret = page.getByRole('dialog', { name: /^Refreshed/ })
  await expect(secret.getByLabel('Secret', { exact: true })).toHaveValue(/^hrb_/)
  await secret.getByRole(...button('Close')).click()
  await page
    .getByRole('alertdialog')
    .getByRole(...button('Close'))
    .click()
  await chooseRowAction(page, fullName, 'Delete')
  await page
    .getByRole('alertdialog')
    .getByRole(...button('Delete'))
    .click()
  await expect(page.getByText(`No robot account has “${name}” in its name or description.`)).toBeVisible()
})

test('a project that vanished while the wizard was open: a clear message, and a way on', async ({ page, seed }) => {
  const [stem, name] = [unique('gone'), unique('bot')]
  const [kept, gone] = (await seed.manyProjects({ stem, count: 2 })) as [string, string]
  const wizard = await openWizard(page, name)
  await toProjects(wizard, stem)
  for (const project of [kept, gone]) {
    await wizard.getByRole(...button(`0 Permissions in ${project}`)).click()
    await page.getByRole('checkbox', { name: 'Repository: Pull' }).check()
    await page.keyboard.press('Escape')
  }
  await seed.deleteProject(gone)
  await wizard.getByRole(...button('Finish')).click()
  const alert = wizard.getByRole('alert')
  await expect(alert).toContainText('A selected project has been deleted meanwhile. Nothing was saved')
  await expectNoViolations(page)
  expect(await seed.audit(`robot$${name}`)).toEqual([])
  await alert.getByRole(...button('Take out deleted projects')).click()
  await expect(alert).toBeHidden()
  await expect(wizard.getByText('1 project selected.')).toBeVisible()
  await finishAndClose(page, wizard, name)
  await expectRow(page, name, ['1 Project'])
})

/** Tabs on until the control of this name has the focus. */
async function tabTo(page: Page, control: Locator) {
  for (let presses = 0; presses < 120; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the keyboard does not get there')
}

test('the whole wizard by keyboard alone', async ({ page, seed }) => {
  const [stem, name] = [unique('keys'), unique('bot')]
  const [project] = (await seed.manyProjects({ stem, count: 1 })) as [string]
  await openList(page, name)
  await tabTo(page, page.getByRole(...button('New robot account')))
  await page.keyboard.press('Enter')
  const wizard = page.getByRole('dialog', { name: 'Create System Robot Account' })
  await expect(wizard.getByLabel('Name', { exact: true })).toBeFocused()
  await page.keyboard.type(name)
  await expect(wizard.getByRole(...button('Next'))).toBeEnabled()
  await page.keyboard.press('Enter')

  await expect(wizard.getByRole('heading', { name: 'Select System Permissions' })).toBeFocused()
  await tabTo(page, wizard.getByRole('checkbox', { name: 'Audit Log: List' }))
  await page.keyboard.press('Space')
  await tabTo(page, wizard.getByRole(...button('Next')))
  await page.keyboard.press('Space')

  await expect(wizard.getByRole('heading', { name: 'Select Project Permissions' })).toBeFocused()
  await tabTo(page, wizard.getByLabel('Filter by project name'))
  await page.keyboard.type(project)
  // Enter in the filter must not finish the wizard.
  await page.keyboard.press('Enter')
  await expect(wizard.getByText('1 - 1 of 1 item')).toBeVisible()
  await tabTo(page, wizard.getByRole('checkbox', { name: `Select ${project}` }))
  await page.keyboard.press('Space')
  await expect(wizard.getByText('1 project selected. 1 of them has no permission yet.')).toBeVisible()
  await tabTo(page, wizard.getByRole(...button(`0 Permissions in ${project}`)))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('checkbox', { name: 'Accessory: List', exact: true }))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.press('Space')
  await page.keyboard.press('Escape')
  await expect(wizard.getByRole(...button(`1 Permission in ${project}`))).toBeFocused()
  await tabTo(page, wizard.getByRole(...button('Finish')))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: `Created 'robot$${name}' successfully.` })).toBeVisible()
  expect(JSON.parse((await seed.audit(`robot$${name}`))[0]!.after as string)).toMatchObject({
    systemAccess: ['audit-log:list'],
    projects: [`${project}: artifact:read`],
  })
})

test('who is no system admin finds neither the page nor the way to it', async ({ pageOf, allowErrors }) => {
  allowErrors(/404/)
  for (const viewer of ['projectAdmin', 'stranger'] as const) {
    const page = await pageOf(viewer)
    await page.goto('/projects')
    await expect(page.getByRole('link', { name: 'Projects' }).first()).toBeVisible()
    await expect(page.getByRole('link', { name: 'Robot Accounts', exact: true })).toHaveCount(0)
    await expect(page.getByRole(...button('Administration'))).toHaveCount(0)
    const answer = await page.goto('/administration/robots')
    expect(answer!.status()).toBe(404)
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
    expect((await page.request.get('/api/v2.0/robots/project-ids')).status()).toBe(403)
  }
  const admin = await pageOf('systemAdmin')
  await admin.goto('/projects')
  const navigation = admin.getByRole('navigation', { name: 'Main navigation' })
  await navigation.getByRole('link', { name: 'Robot Accounts', exact: true }).click()
  await expect(admin.getByRole('heading', { name: 'Robot Accounts' })).toBeVisible()
})

test('the list and its dialogs: no violations in either theme', async ({ page, seed }) => {
  const stem = unique('axe')
  const [one] = (await seed.manyProjects({ stem, count: 7 })) as [string]
  await seed.systemRobot({ name: `${stem}-all`, allProjects: pull, ageDays: 60 })
  await seed.systemRobot({ name: `${stem}-some`, projects: { [one]: pull } })
  await openList(page, stem)
  await page.getByRole('checkbox', { name: `Select robot$${stem}-some` }).check()
  await expectNoViolationsInThemes(page)
  await page.getByRole(...button('1 Project', true)).click()
  await page.getByRole(...button(`1 Permission in ${one}`)).click()
  await expect(page.getByRole('checkbox', { name: 'Repository: Pull' })).toBeVisible()
  await expectNoViolationsInThemes(page)
})

test('every step of the wizard: no violations in either theme', async ({ page, seed }) => {
  await seed.manyProjects({ stem: unique('axe'), count: 5 })
  const wizard = await openWizard(page, unique('bot'))
  await expectNoViolationsInThemes(page)
  await toSystemPermissions(wizard)
  await expectNoViolationsInThemes(page)
  await wizard.getByRole(...button('Next')).click()
  await wizard.getByRole('checkbox', { name: 'Select all rows of this page' }).check()
  await expect(wizard.getByText(/no permission yet/)).toBeVisible()
  await expectNoViolationsInThemes(page)
  await wizard.getByRole(...button('Reset all project permissions')).click()
  await page.getByRole('checkbox', { name: 'Repository: Push' }).check()
  await expectNoViolationsInThemes(page)
  await page.keyboard.press('Escape')
  await wizard.getByLabel('Filter by project name').fill('nobody-has-this')
  await expect(wizard.getByText('No project’s name contains “nobody-has-this”.')).toBeVisible()
  await expectNoViolationsInThemes(page)
  await wizard.getByRole('checkbox', { name: 'Cover all projects' }).check()
  await expectNoViolationsInThemes(page)
})
