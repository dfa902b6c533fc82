import { expect, expectNoViolations, expectNoViolationsInThemes, signInState, test, unique } from './fixtures'
import { chooseRowAction, columnTexts, discard, expectRow, row, signIn } from './verbs'

test.use({ viewer: 'systemAdmin' })

const password = 'Password-of-the-test-1'

test('every dialog: no violations in either theme', async ({ page, seed }) => {
  const username = unique('user')
  await seed.user({ username, password })
  await seed.disableUser(username)
  await page.goto('/administration/users')
  await expect(page.getByRole('heading', { name: 'Users' })).toBeVisible()
  await expectNoViolationsInThemes(page)
  await page.getByRole('button', { name: 'New user' }).click()
  const form = page.getByRole('dialog', { name: 'New User' })
  await form.getByLabel('Username', { exact: true }).fill('robot$x')
  await form.getByRole('switch').check()
  await form.getByLabel('Password', { exact: true }).fill('weak')
  await expect(form.getByText(/^8 to 128 characters/)).toBeVisible()
  await expectNoViolationsInThemes(page)
  await discard(page)
  await page.goto(`/administration/users?q=${username}`)
  for (const action of ['Set as admin', 'Reset password', 'Enable', 'Delete']) {
    await chooseRowAction(page, username, action)
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible()
    await expectNoViolationsInThemes(page)
    await page.getByRole('button', { name: 'Cancel' }).click()
  }
})

test('a new user with a generated password, shown once, signs in with it', async ({ page, server, seed }) => {
  const username = unique('ann')
  await page.goto('/administration/users')
  await page.getByRole('button', { name: 'New user' }).click()
  const form = page.getByRole('dialog', { name: 'New User' })
  await expect(form.getByLabel('Username', { exact: true })).toBeFocused()
  await expect(form.getByRole('button', { name: 'Create' })).toBeDisabled()
  await form.getByLabel('Username', { exact: true }).fill(username)
  await form.getByLabel('Real name').fill('Ann Test')
  await form.getByRole('button', { name: 'Create' }).click()

  const revealed = page.getByRole('dialog', { name: /^Created the user/ })
  const secret = await revealed.getByLabel('Password', { exact: true }).inputValue()
  await expectNoViolations(page)
  await revealed.getByRole('button', { name: 'Close' }).click()
  const question = page.getByRole('alertdialog', { name: 'Close without copying the password?' })
  await question.getByRole('button', { name: 'Back' }).click()
  await expect(revealed.getByLabel('Password', { exact: true })).toHaveValue(secret)
  await revealed.getByRole('button', { name: 'Close' }).click()
  await question.getByRole('button', { name: 'Close' }).click()
  await expect(revealed).toHaveCount(0)
  expect(await page.content()).not.toContain(secret)
  await page.goto(`/administration/users?q=${username}`)
  await expectRow(page, username, ['Ann Test', 'No', 'Enabled'])

  await signInState(server.url, { username, password: secret })
  expect(await seed.everything()).not.toContain(secret)
  expect(server.log()).not.toContain(secret)
  expect((await seed.audit(username)).map(({ operation, actorName }) => `${actorName} ${operation}`)).toEqual([
    'admin user.create',
    `${username} user.sign-in`,
  ])
})

test('a chosen password, a system admin from the start; a taken name is said', async ({ page, seed }) => {
  const username = unique('ben')
  await page.goto('/administration/users')
  for (const time of ['first', 'second']) {
    await page.getByRole('button', { name: 'New user' }).click()
    const form = page.getByRole('dialog', { name: 'New User' })
    await form.getByLabel('Username', { exact: true }).fill(username)
    await form.getByRole('checkbox', { name: 'System admin' }).check()
    await form.getByRole('switch').check()
    await form.getByLabel('Password', { exact: true }).fill(password)
    await form.getByLabel('Confirm Password', { exact: true }).fill(password + 'x')
    await expect(form.getByText('The two passwords are not the same.')).toBeVisible()
    await expect(form.getByRole('button', { name: 'Create' })).toBeDisabled()
    await form.getByLabel('Confirm Password', { exact: true }).fill(password)
    await form.getByRole('button', { name: 'Create' }).click()
    if (time === 'first') await expect(page.getByText(`User ${username} was created.`)).toBeVisible()
    else await expect(form.getByRole('alert')).toContainText('A user of this name already exists.')
  }
  await page.goto(`/administration/users?q=${username}`)
  await expectRow(page, username, ['Yes'])
  expect(await seed.everything()).not.toContain(password)
})

test('an e-mail address is unverified, one user’s, and not overwritten by who saw an older one', async ({
  page,
  pageOf,
}) => {
  const [username, address] = [unique('eve'), `${unique('mail')}@example.com`]
  await page.goto('/administration/users')
  await page.getByRole('button', { name: 'New user' }).click()
  const form = page.getByRole('dialog', { name: 'New User' })
  await form.getByLabel('Username', { exact: true }).fill(username)
  await form.getByLabel('E-mail address', { exact: true }).fill('eve@')
  await expect(form.getByText(/^An e-mail address such as/)).toBeVisible()
  await form.getByLabel('E-mail address', { exact: true }).fill(address)
  await form.getByRole('switch').check()
  await form.getByLabel('Password', { exact: true }).fill(password)
  await form.getByLabel('Confirm Password', { exact: true }).fill(password)
  await form.getByRole('button', { name: 'Create' }).click()
  await expect(page.getByText(`User ${username} was created.`)).toBeVisible()
  await page.goto(`/administration/users?q=${address}`)
  await expectRow(page, username, [new RegExp(`^${address} ?Unverified`)])

  const other = await pageOf('systemAdmin')
  for (const each of [page, other]) {
    await each.goto(`/administration/users?q=${username}`)
    await chooseRowAction(each, username, 'Edit')
  }
  const [mine, theirs] = [page, other].map((each) => each.getByRole('dialog', { name: 'Edit User' }))
  await theirs!.getByLabel('Real name').fill('Theirs')
  await theirs!.getByRole('button', { name: 'Save' }).click()
  await expectRow(other, username, ['Theirs'])
  await mine!.getByLabel('Real name').fill('Mine')
  await mine!.getByLabel('E-mail address', { exact: true }).fill(`new-${address}`)
  await mine!.getByRole('button', { name: 'Save' }).click()
  await expect(mine!.getByRole('alert')).toContainText('Real name: “Theirs” by now. Yours replaces it')
  await expectNoViolationsInThemes(page)
  await mine!.getByRole('button', { name: 'Reload' }).click()
  await expect(mine!.getByRole('alert')).toContainText('These are the newest values')
  await expect(mine!.getByLabel('Real name')).toHaveValue('Mine')
  await mine!.getByRole('button', { name: 'Save' }).click()
  await expectRow(page, username, ['Mine', new RegExp(`^new-${address} ?Unverified`)])
})

test('set and revoke admin', async ({ page, seed }) => {
  const username = unique('user')
  await seed.user({ username, password })
  await page.goto(`/administration/users?q=${username}`)
  await chooseRowAction(page, username, 'Set as admin')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Set as admin' }).click()
  await expect(page.getByText(`${username} is now a system admin.`)).toBeVisible()
  await expectRow(page, username, ['Yes'])
  await chooseRowAction(page, username, 'Revoke admin')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expectRow(page, username, ['No'])
})

test('resetting a password ends the sessions; the new one works and the old does not', async ({
  page,
  seed,
  server,
  browser,
}) => {
  const username = unique('user')
  await seed.user({ username, password })
  const state = await signInState(server.url, { username, password })
  const other = await browser.newContext({ baseURL: server.url, storageState: state })
  await page.goto(`/administration/users?q=${username}`)
  await chooseRowAction(page, username, 'Reset password')
  await page.getByRole('dialog', { name: 'Reset Password' }).getByRole('button', { name: 'Reset' }).click()
  const revealed = page.getByRole('dialog', { name: /^Reset the password of/ })
  const secret = await revealed.getByLabel('Password', { exact: true }).inputValue()
  expect((await other.request.get('/projects', { maxRedirects: 0 })).status()).toBe(307)
  await other.close()
  await signInState(server.url, { username, password: secret })
  await expect(signInState(server.url, { username, password })).rejects.toThrow()
})

test('disabling ends the session with the next request, and enabling lets sign in again', async ({
  page,
  seed,
  server,
  browser,
}) => {
  const username = unique('user')
  await seed.user({ username, password })
  const state = await signInState(server.url, { username, password })
  const other = await browser.newContext({ baseURL: server.url, storageState: state })
  const status = async () => (await other.request.get('/projects', { maxRedirects: 0 })).status()
  expect(await status()).toBe(200)
  await page.goto(`/administration/users?q=${username}`)
  await chooseRowAction(page, username, 'Disable')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
  await expectRow(page, username, ['Disabled'])
  expect(await status()).toBe(307)
  await chooseRowAction(page, username, 'Enable')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Enable' }).click()
  await expectRow(page, username, ['Enabled'])
  expect(await status()).toBe(307)
  await signInState(server.url, { username, password })
  await other.close()
})

test('deleting says what goes and what stays', async ({ page, seed, server }) => {
  const [username, project] = [unique('user'), unique('project')]
  await seed.user({ username, password })
  await seed.project({ name: project, members: { [username]: 'projectAdmin' } })
  await page.goto(`/administration/users?q=${username}`)
  await chooseRowAction(page, username, 'Delete')
  const question = page.getByRole('alertdialog', { name: 'Delete user' })
  await expect(question).toContainText(username)
  await expect(question.getByRole('listitem')).toHaveText([
    /sessions/,
    'The membership in one project ends.',
    /Robot accounts/,
  ])
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText(`User ${username} deleted.`)).toBeVisible()
  await expect(row(page, username)).toHaveCount(0)
  await expect(signInState(server.url, { username, password })).rejects.toThrow()
})

test("for one's own account the menu says what is not possible, and why", async ({ page }) => {
  await page.goto('/administration/users?q=admin')
  await expectRow(page, 'You', ['admin You', 'Yes'])
  await page.getByRole('checkbox', { name: 'Select admin', exact: true }).check()
  await page.getByRole('button', { name: 'Action', exact: true }).click()
  for (const [item, reason] of [
    ['Disable', 'Not for the account you are signed in with'],
    ['Delete', 'Not for the account you are signed in with'],
    ['Reset password', 'Change your own password in the menu with your name'],
  ] as const) {
    const entry = page.getByRole('menuitem', { name: item })
    await expect(entry).toBeDisabled()
    await expect(entry).toHaveAccessibleDescription(reason)
  }
})

test("somebody else's deletion meanwhile is said", async ({ page, pageOf, seed }) => {
  const username = unique('user')
  await seed.user({ username, password })
  const other = await pageOf('systemAdmin')
  for (const each of [page, other]) {
    await each.goto(`/administration/users?q=${username}`)
    await chooseRowAction(each, username, each === page ? 'Disable' : 'Delete')
  }
  await other.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(row(other, username)).toHaveCount(0)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
  await expect(page.getByRole('alert')).toContainText('This does not exist any more')
})

test('search, sort and page live in the URL', async ({ page, seed }) => {
  const stem = unique('Team')
  const names = ['ann', 'Ben', 'cy'].map((name) => `${stem}-${name}`)
  for (const username of names) await seed.user({ username, password })
  await page.goto('/administration/users')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('searchbox', { name: /^Search by user name/ }).fill(stem.toUpperCase())
  await expect(page.getByText('1 - 3 of 3 items')).toBeVisible()
  await page.getByRole('button', { name: 'Name', exact: true }).click()
  await expect.poll(() => columnTexts(page, 1)).toEqual(names.toReversed())
  await page.reload()
  await expect.poll(() => columnTexts(page, 1)).toEqual(names.toReversed())
  await page.goto(`/administration/users?q=${unique('nobody')}`)
  await expect(page.getByText(/^No user’s name or e-mail address contains/)).toBeVisible()
  await expectNoViolations(page)
})

test('works with the keyboard alone', async ({ page, seed }) => {
  const username = unique('user')
  await seed.user({ username, password })
  await page.goto(`/administration/users?q=${username}`)
  await page.getByRole('checkbox', { name: `Select ${username}` }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Action', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Edit' })).toBeFocused()
  await page.keyboard.press('d')
  await expect(page.getByRole('menuitem', { name: 'Disable' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expectRow(page, username, ['Disabled'])
})

for (const viewer of ['projectAdmin', 'stranger'] as const) {
  test(`a ${viewer} finds neither the pages nor their entries`, async ({ pageOf, allowErrors }) => {
    allowErrors(/404/)
    const page = await pageOf(viewer)
    await page.goto('/projects')
    await expect(page.getByRole('link', { name: 'Users', exact: true })).toHaveCount(0)
    await expect(page.getByRole('link', { name: 'Configuration', exact: true })).toHaveCount(0)
    for (const path of ['/administration/users', '/administration/configuration']) {
      expect((await page.goto(path))?.status(), path).toBe(404)
    }
  })
}

test('who is not signed in comes back to the page after signing in', async ({ browser, server, users }) => {
  const context = await browser.newContext({ baseURL: server.url, storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  await page.goto('/administration/users')
  await signIn(page, users.systemAdmin)
  await expect(page).toHaveURL('/administration/users')
  await context.close()
})
