import type { Page } from '@playwright/test'
import { expect, expectNoViolations, expectNoViolationsInThemes, test, unique } from './fixtures'
import { chooseRowAction, discard, expectRow } from './verbs'

const membersOf = (project: string) => `/projects/${project}/members`
const removal = 'Remove members'

/** Of exactly this user: other names may begin alike. */
const memberRow = (page: Page, username: string) =>
  page.getByRole('row').filter({ has: page.getByRole('checkbox', { name: `Select ${username}`, exact: true }) })

async function addMember(page: Page, username: string, role = 'Guest'): Promise<void> {
  await page.getByRole('button', { name: 'Add user' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add Member' })
  await dialog.getByLabel('Username').fill(username)
  await dialog.getByLabel('Role', { exact: true }).selectOption({ label: role })
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
}

test.describe('a project admin, in both themes', () => {
  test.use({ viewer: 'projectAdmin' })

  test('adds by user name; what is wrong with it stands at the field', async ({ page, project, seed, users }) => {
    const [newcomer, leaver] = [unique('new'), unique('left')]
    for (const username of [newcomer, leaver]) await seed.user({ username, password: 'Password-of-them-1' })
    await seed.disableUser(leaver)
    await page.goto(membersOf(project.name))
    await expect(memberRow(page, 'guest')).toBeVisible()
    await expectNoViolationsInThemes(page)
    await page.getByRole('button', { name: 'Add user' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add Member' })
    const [field, add] = [dialog.getByLabel('Username'), dialog.getByRole('button', { name: 'Add', exact: true })]
    await expect(field).toBeFocused()
    for (const [username, message] of [
      ['', 'Enter the name of a user.'],
      [unique('nobody'), 'There is no user of this name.'],
      [leaver, 'This user is disabled and cannot become a member.'],
      [users.guest.username, 'This user is a member of the project already.'],
    ] as const) {
      await field.fill(username)
      await add.click()
      await expect(dialog.getByText(message)).toBeVisible()
      await expect(field).toHaveAttribute('aria-invalid', 'true')
    }
    await expectNoViolationsInThemes(page)
    await field.fill(` ${newcomer} `)
    await expect(field).not.toHaveAttribute('aria-invalid', 'true')
    await dialog.getByLabel('Role', { exact: true }).selectOption({ label: 'Maintainer' })
    await add.click()
    await expect(page.getByText(`${newcomer} is now a member: Maintainer.`)).toBeVisible()
    await expectRow(page, newcomer, ['Maintainer'])
    expect(await seed.audit(newcomer)).toContainEqual(
      expect.objectContaining({ operation: 'member.create', actorName: 'projectAdmin' }),
    )
  })

  test('changes a role, and removes one and many', async ({ page, project, seed }) => {
    await page.goto(membersOf(project.name))
    await chooseRowAction(page, 'guest', 'Change role')
    const dialog = page.getByRole('dialog', { name: 'Change Role' })
    await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled()
    await dialog.getByLabel('Role', { exact: true }).selectOption({ label: 'Developer' })
    await expectNoViolationsInThemes(page)
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('guest is now Developer.')).toBeVisible()
    // The list that comes with it starts without a selection.
    await expect(memberRow(page, 'guest').getByRole('cell', { name: 'Developer' })).toBeVisible()
    await page.getByRole('checkbox', { name: 'Select maintainer' }).check()
    await chooseRowAction(page, 'developer', 'Remove')
    const question = page.getByRole('alertdialog', { name: removal })
    await expect(question.getByRole('listitem')).toHaveText(['developer', 'maintainer'])
    await expectNoViolationsInThemes(page)
    await question.getByRole('button', { name: 'Remove' }).click()
    await expect(page.getByText('2 members removed.')).toBeVisible()
    await expect(memberRow(page, 'maintainer')).toHaveCount(0)
    const inProject = (await seed.audit('maintainer')).filter(({ projectName }) => projectName === project.name)
    expect(inProject.map(({ operation }) => operation)).toEqual(['member.create', 'member.delete'])
  })
})

test.describe('a project admin', () => {
  test.use({ viewer: 'projectAdmin' })

  test('cannot step down or leave as the last one; with another one they can', async ({ page, seed }) => {
    const project = unique('last')
    await seed.project({ name: project, members: { projectAdmin: 'projectAdmin', guest: 'guest' } })
    // Made by the system, the project also belongs to the first system admin.
    await page.goto(membersOf(project))
    await chooseRowAction(page, 'admin', 'Remove')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    await expect(memberRow(page, 'admin')).toHaveCount(0)

    const warning = 'This is the project’s last admin who can sign in. Make somebody else project admin first.'
    await chooseRowAction(page, 'projectAdmin', 'Change role')
    await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Guest' })
    await expect(page.getByText(warning)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled()
    await expectNoViolations(page)
    await discard(page)
    await chooseRowAction(page, 'projectAdmin', 'Remove')
    await expect(page.getByText(warning)).toBeVisible()
    await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Remove' })).toBeDisabled()
    await page.getByRole('button', { name: 'Cancel' }).click()

    await page.getByRole('checkbox', { name: 'Select projectAdmin' }).uncheck()
    await chooseRowAction(page, 'guest', 'Change role')
    await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Project Admin' })
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(memberRow(page, 'guest').getByRole('cell', { name: 'Project Admin' })).toBeVisible()
    await chooseRowAction(page, 'projectAdmin', 'Remove')
    await expect(page.getByText('you lose your own role in this project')).toBeVisible()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    // It goes by itself, however long the next page takes.
    await expect(page.getByText('Member removed.')).toBeVisible()
    await expect(page).toHaveURL('/projects')
  })

  test('a member removed meanwhile is told as such, and the list is read again', async ({ page, pageOf, project }) => {
    await page.goto(membersOf(project.name))
    await chooseRowAction(page, 'guest', 'Change role')
    await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Developer' })
    const other = await pageOf('systemAdmin')
    await other.goto(membersOf(project.name))
    await chooseRowAction(other, 'guest', 'Remove')
    await other.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    await expect(memberRow(other, 'guest')).toHaveCount(0)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('This member has been removed meanwhile.')).toBeVisible()
    await discard(page)
    await expect(memberRow(page, 'guest')).toHaveCount(0)
  })

  test('a role given meanwhile by somebody else is told, and brought', async ({ page, pageOf, project }) => {
    const other = await pageOf('systemAdmin')
    for (const each of [page, other]) {
      await each.goto(membersOf(project.name))
      await chooseRowAction(each, 'guest', 'Change role')
      const label = each === page ? 'Maintainer' : 'Developer'
      await each.getByLabel('Role', { exact: true }).selectOption({ label })
    }
    await other.getByRole('button', { name: 'Save' }).click()
    await expect(memberRow(other, 'guest').getByRole('cell', { name: 'Developer' })).toBeVisible()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('alert').getByRole('listitem')).toContainText([/“Developer” by now/])
    await page.getByRole('button', { name: 'Reload' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(memberRow(page, 'guest').getByRole('cell', { name: 'Maintainer' })).toBeVisible()
  })

  test('removing many tells how each one went', async ({ page, pageOf, project }) => {
    await page.goto(membersOf(project.name))
    await page.getByRole('checkbox', { name: 'Select guest' }).check()
    await chooseRowAction(page, 'developer', 'Remove')
    const other = await pageOf('systemAdmin')
    await other.goto(membersOf(project.name))
    await chooseRowAction(other, 'guest', 'Remove')
    await other.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    await expect(memberRow(other, 'guest')).toHaveCount(0)
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    const results = page.getByRole('list', { name: 'Result for each member' }).getByRole('listitem')
    await expect(results.filter({ hasText: 'developer' })).toContainText('Removed')
    await expect(results.filter({ hasText: 'guest' })).toContainText('This member has been removed meanwhile.')
    await expectNoViolations(page)
  })

  test('search, sort and page live in the URL, and the keyboard is enough', async ({ page, project, seed }) => {
    const names = Array.from({ length: 16 }, (_, index) => `${unique('m')}-${index}`)
    for (const username of names) await seed.user({ username, password: 'Password-of-them-1' })
    await page.goto(membersOf(project.name))
    for (const username of names) {
      await addMember(page, username)
      await expect(page.getByText(`${username} is now a member: Guest.`)).toBeVisible()
    }
    await expect(page.getByText('1 - 15 of 22 items')).toBeVisible()
    await page.getByRole('button', { name: 'Search' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('searchbox')).toBeFocused()
    await page.keyboard.type(names[3]!.toUpperCase())
    await page.keyboard.press('Enter')
    await expect(page.getByText('1 - 1 of 1 item')).toBeVisible()
    await page.reload()
    await expectRow(page, names[3]!, ['Guest'])
    await page.getByRole('checkbox', { name: `Select ${names[3]}` }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Action' }).focus()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('menuitem', { name: 'Change role' })).toBeFocused()
    await page.keyboard.press('Enter')
    await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Developer' })
    await page.getByRole('button', { name: 'Save' }).press('Enter')
    await expectRow(page, names[3]!, ['Developer'])
    await page.goto(`${membersOf(project.name)}?q=${unique('none')}`)
    await expect(page.getByText(/No member has a user name with/)).toBeVisible()
    await expectNoViolations(page)
  })
})

test.describe('a system admin', () => {
  test.use({ viewer: 'systemAdmin' })

  test('may leave a project without an admin, but only by ticking that it is meant', async ({
    page,
    project,
    users,
  }) => {
    await page.goto(membersOf(project.name))
    await page.getByRole('checkbox', { name: 'Select admin', exact: true }).check()
    await chooseRowAction(page, users.projectAdmin.username, 'Remove')
    const question = page.getByRole('alertdialog', { name: removal })
    await expect(question.getByRole('button', { name: 'Remove' })).toBeDisabled()
    await question.getByRole('checkbox', { name: 'Leave the project without an admin' }).check()
    await expectNoViolations(page)
    await question.getByRole('button', { name: 'Remove' }).click()
    await expect(page.getByText('2 members removed.')).toBeVisible()
    await expect(page.getByRole('cell', { name: 'Project Admin' })).toHaveCount(0)
  })
})

for (const viewer of ['maintainer', 'developer', 'guest'] as const) {
  test(`a ${viewer} sees the members, and is told why nothing can be changed`, async ({ pageOf, project }) => {
    const page = await pageOf(viewer)
    await page.goto(`/projects/${project.name}`)
    await page.getByRole('link', { name: 'Members', exact: true }).click()
    await expect(memberRow(page, 'projectAdmin').getByRole('cell', { name: 'Project Admin' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Add user' })).toBeDisabled()
    await page.getByRole('checkbox', { name: 'Select developer' }).check()
    await page.getByRole('button', { name: 'Action' }).click()
    for (const item of ['Change role', 'Remove']) {
      await expect(page.getByRole('menuitem', { name: item })).toHaveAccessibleDescription(
        'Your role may only look at members',
      )
    }
  })
}

test('a limited guest finds no tab, and no members by their address', async ({ pageOf, project, allowErrors }) => {
  allowErrors(/404/)
  const page = await pageOf('limitedGuest')
  await page.goto(`/projects/${project.name}`)
  await expect(page.getByRole('heading', { name: project.name })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Members', exact: true })).toHaveCount(0)
  expect((await page.goto(membersOf(project.name)))?.status()).toBe(404)
})
