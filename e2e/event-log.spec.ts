import type { Page } from '@playwright/test'
import { expect, expectNoViolationsInThemes, signInState, test, unique } from './fixtures'
import { chooseRowAction, createRobot, openAccountMenu, row, signedIn, signIn } from './verbs'

test.use({ viewer: 'projectAdmin' })

const tab = /^Event log/

test('many at once: an event for each, with its own end', async ({ page, pageOf, project, seed }) => {
  for (const name of ['mine', 'theirs']) await seed.robot({ project: project.name, name })
  await page.goto(`/projects/${project.name}/robots`)
  await page.getByRole('checkbox', { name: 'Select all rows of this page' }).check()
  await page.getByRole('button', { name: 'Action' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const other = await pageOf('systemAdmin')
  await other.goto(`/projects/${project.name}/robots`)
  await chooseRowAction(other, `robot$${project.name}+theirs`, 'Delete')
  await other.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(row(other, '+theirs')).toHaveCount(0)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  const results = page.getByRole('dialog').filter({ has: page.getByRole('list', { name: /^Result for/ }) })
  await results.getByRole('button', { name: 'Close' }).last().click()

  await expect(page.getByRole('button', { name: 'Event log 2 new events' })).toBeVisible()
  await expectNoViolationsInThemes(page)
  await page.getByRole('button', { name: tab }).click()
  const log = page.getByRole('complementary', { name: 'Event log' })
  const entry = (name: string) => log.getByRole('listitem').filter({ hasText: name })
  await expect(entry('+mine')).toContainText('Delete Robot')
  await expect(entry('+mine').getByRole('img', { name: 'Succeeded' })).toBeVisible()
  await expect(entry('+theirs').getByRole('img', { name: 'Failed' })).toBeVisible()
  await expect(entry('+theirs')).toContainText('This does not exist any more, or you may not see it.')
  await expectNoViolationsInThemes(page)
  await log.getByRole('button', { name: 'Failed' }).click()
  await expect(log.getByRole('listitem')).toHaveText([/\+theirs/])
  await log.getByRole('button', { name: 'Running' }).click()
  await expect(log.getByText(/^Nothing to show/)).toBeVisible()
  await expectNoViolationsInThemes(page)
})

test('what is on its way runs, then ends', async ({ page, project, seed }) => {
  const { name } = await seed.robot({ project: project.name, name: 'ci' })
  await page.goto(`/projects/${project.name}/robots`)
  const log = page.getByRole('complementary', { name: 'Event log' })
  await log.getByRole('button', { name: tab }).click()
  let answer = () => {}
  const held = new Promise<void>((go) => (answer = go))
  await page.route('**/robots', async (route) => {
    if (route.request().method() === 'POST') await held
    await route.continue()
  })
  await chooseRowAction(page, name, 'Disable')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
  // Behind the open question the drawer is there to be seen only.
  await expect(page.locator('.event-log-entry.running')).toContainText(name)
  answer()
  await expect(log.getByRole('listitem').filter({ hasText: name })).toContainText('Deactivate Robot')
  await expect(log.getByRole('img', { name: 'Succeeded' })).toBeVisible()
})

test('keeps its events over pages and a reload, without the secret, and forgets them for another user', async ({
  page,
  context,
  project,
  server,
  users,
}) => {
  const secret = await createRobot(page, project.name, 'ci')
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close' }).click()
  const log = page.getByRole('complementary', { name: 'Event log' })
  const added = log.getByRole('listitem').filter({ hasText: `robot$${project.name}+ci` })
  await page.getByRole('link', { name: 'Projects' }).first().click()
  await expect(page).toHaveURL('/projects')
  await log.getByRole('button', { name: tab }).click()
  await expect(added).toContainText('Add Robot')
  await page.reload()
  await log.getByRole('button', { name: tab }).click()
  await expect(added.getByRole('img', { name: 'Succeeded' })).toBeVisible()
  const kept = () => page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))
  expect(await kept()).toContain(project.name)
  expect(await kept()).not.toContain(secret)

  await context.clearCookies({ name: 'sid' })
  await context.addCookies((await signInState(server.url, users.guest)).cookies)
  await page.goto('/projects')
  await log.getByRole('button', { name: tab }).click()
  await expect(log.getByText(/^Nothing to show/)).toBeVisible()
  await expect.poll(kept).not.toContain(project.name)
})

test('opens and closes by keyboard, and gives the focus back', async ({ page, project, seed }) => {
  const { name } = await seed.robot({ project: project.name, name: 'ci' })
  await page.goto(`/projects/${project.name}/robots`)
  await chooseRowAction(page, name, 'Disable')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
  const log = page.getByRole('complementary', { name: 'Event log' })
  const opener = log.getByRole('button', { name: tab })
  await expect(opener).toHaveAccessibleName(/1 new event$/)
  // Where the question gives the focus back to: later it would take it from the opener.
  await expect(page.getByRole('button', { name: 'Action' })).toBeFocused()
  await opener.focus()
  await page.keyboard.press('Enter')
  await expect(opener).toHaveAttribute('aria-expanded', 'true')
  await expect(log.getByRole('listitem')).toHaveCount(1)
  await page.keyboard.press('Tab')
  await expect(log.getByRole('button', { name: 'Close' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(opener).toBeFocused()
  await expect(opener).toHaveAttribute('aria-expanded', 'false')
  await expect(opener).toHaveAccessibleName('Event log')
  await page.keyboard.press('Enter')
  await log.getByRole('button', { name: 'Clear' }).click()
  await expect(log.getByRole('listitem')).toHaveCount(0)
})

/** Opens the drawer and expects these lines, the newest first. */
async function expectEvents(page: Page, lines: RegExp[]) {
  const log = page.getByRole('complementary', { name: 'Event log' })
  await log.getByRole('button', { name: tab }).click()
  await expect(log.getByRole('listitem')).toHaveText(lines)
  await expect(log.getByRole('img', { name: 'Succeeded' })).toHaveCount(lines.length)
}

test.describe('a system admin', () => {
  test.use({ viewer: 'systemAdmin' })

  test('every change of a user leaves its line, without the password', async ({ page }) => {
    const username = unique('user')
    await page.goto(`/administration/users?q=${username}`)
    await page.getByRole('button', { name: 'New user' }).click()
    await page.getByLabel('Username', { exact: true }).fill(username)
    await page.getByRole('switch').check()
    await page.getByLabel('Password', { exact: true }).fill('Chosen-Password-1')
    await page.getByLabel('Confirm Password', { exact: true }).fill('Chosen-Password-1')
    await page.getByRole('button', { name: 'Create' }).click()
    await expect(page.getByText(`User ${username} was created.`)).toBeVisible()

    const question = page.getByRole('alertdialog')
    for (const [action, answer, done] of [
      ['Set as admin', 'Set as admin', 'is now a system admin'],
      ['Revoke admin', 'Revoke', 'is no longer a system admin'],
      ['Disable', 'Disable', 'disabled.'],
      ['Enable', 'Enable', 'enabled.'],
    ] as const) {
      await chooseRowAction(page, username, action)
      await question.getByRole('button', { name: answer }).click()
      await expect(page.getByText(done)).toBeVisible()
    }
    await chooseRowAction(page, username, 'Reset password')
    await page.getByRole('button', { name: 'Reset', exact: true }).click()
    const revealed = page.getByRole('dialog', { name: /^Reset the password of/ })
    await revealed.getByRole('button', { name: 'Close' }).click()
    await question.getByRole('button', { name: 'Close' }).click()
    await chooseRowAction(page, username, 'Delete')
    await question.getByRole('button', { name: 'Delete' }).click()
    await expect(row(page, username)).toHaveCount(0)

    const line = (title: string) => new RegExp(`^${title}${username}`)
    await expectEvents(
      page,
      [
        'Delete User',
        'Reset Password',
        'Enable User',
        'Disable User',
        'Revoke System Admin',
        'Set as System Admin',
        'Create User',
      ].map(line),
    )
    expect(await page.evaluate(() => sessionStorage.getItem('event-log'))).not.toContain('Chosen-Password-1')
  })

  test('what is refused leaves its line too, with the reason', async ({ page }) => {
    await page.goto('/administration/users?q=admin')
    await chooseRowAction(page, 'admin', 'Revoke admin')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
    await expect(page.getByRole('alertdialog').getByRole('alert')).toContainText('the last enabled system admin')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
    const log = page.getByRole('complementary', { name: 'Event log' })
    await log.getByRole('button', { name: tab }).click()
    await expect(log.getByRole('listitem')).toHaveText([/^Revoke System Adminadmin.*the last enabled system admin/])
    await expect(log.getByRole('img', { name: 'Failed' })).toBeVisible()
  })
})

test.describe('everybody', () => {
  test.use({ viewer: null })

  test('what one changes of the own account leaves its line, and outlives signing out everywhere', async ({
    page,
    seed,
  }) => {
    const [username, password, next] = [unique('user'), 'Password-of-the-test-1', 'Another-password-2']
    await seed.user({ username, password })
    await page.goto('/sign-in')
    await signIn(page, { username, password })
    await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible()
    await openAccountMenu(page)
    await page.getByRole('menuitem', { name: 'Change password' }).click()
    await page.getByLabel('Current Password', { exact: true }).fill(password)
    await page.getByLabel('New Password', { exact: true }).fill(next)
    await page.getByLabel('Confirm Password', { exact: true }).fill(next)
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await expect(page.getByText('Your password was changed.')).toBeVisible()
    await openAccountMenu(page)
    await page.getByRole('menuitem', { name: 'Log out everywhere' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Log out everywhere' }).click()
    await expect(page).toHaveURL(/\/sign-in/)
    await signIn(page, { username, password: next })
    await signedIn(page)
    await expectEvents(page, [new RegExp(`^Log out everywhere${username}`), new RegExp(`^Change Password${username}`)])
    expect(await page.evaluate(() => sessionStorage.getItem('event-log'))).not.toContain(next)
  })
})
