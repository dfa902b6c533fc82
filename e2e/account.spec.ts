import type { Page } from '@playwright/test'
import { expect, expectNoViolations, expectNoViolationsInThemes, signInState, test, unique } from './fixtures'
import { openAccountMenu, signedIn, signIn } from './verbs'

const password = 'Password-of-the-test-1'
const changed = 'Another-password-2'

async function chooseInMenu(page: Page, name: string) {
  await openAccountMenu(page)
  await page.getByRole('menuitem', { name, exact: true }).click()
}

/** A fresh user, signed in on `page`. */
async function arrive(page: Page, seed: { user: (user: { username: string; password: string }) => Promise<void> }) {
  const username = unique('user')
  await seed.user({ username, password })
  await page.goto('/sign-in')
  await signIn(page, { username, password })
  await signedIn(page)
  return { username, password }
}

test('change my password: asks the present one, ends my other sessions, keeps this one', async ({
  page,
  seed,
  server,
  browser,
}) => {
  const user = await arrive(page, seed)
  const other = await browser.newContext({
    baseURL: server.url,
    storageState: await signInState(server.url, user),
  })
  await chooseInMenu(page, 'Change password')
  const dialog = page.getByRole('dialog', { name: 'Change Password' })
  const [present, fresh, confirm] = ['Current Password', 'New Password', 'Confirm Password'].map((label) =>
    dialog.getByLabel(label, { exact: true }),
  )
  const change = dialog.getByRole('button', { name: 'Change' })
  await expect(present!).toBeFocused()
  await expect(change).toBeDisabled()
  await present!.fill('Wrong-password-3')
  await expect(dialog.getByText(/^8 to 128/)).toHaveCount(0)
  await fresh!.fill('weak')
  await expect(dialog.getByText(/^8 to 128/)).toBeVisible()
  await fresh!.fill('Wrong-password-3')
  await confirm!.fill('Wrong-password-3')
  await expect(dialog.getByText('The new password must differ from the current one.')).toBeVisible()
  await fresh!.fill(changed)
  await expect(dialog.getByText('The two passwords are not the same.')).toBeVisible()
  await expectNoViolations(page)
  await confirm!.fill(changed)
  await change.click()
  await expect(dialog.getByRole('alert')).toContainText('The current password is wrong.')
  await expectNoViolations(page)
  await present!.fill(password)
  await change.click()
  await expect(page.getByText('Your password was changed. All your other sessions have ended.')).toBeVisible()
  await expect(dialog).toHaveCount(0)

  expect((await other.request.get('/projects', { maxRedirects: 0 })).status()).toBe(307)
  await other.close()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible()
  await signInState(server.url, { ...user, password: changed })
  await expect(signInState(server.url, user)).rejects.toThrow()
  const everything = (await seed.everything()) + server.log()
  for (const secret of [password, changed, 'Wrong-password-3']) expect(everything).not.toContain(secret)
  const audit = async () => (await seed.audit(user.username)).map(({ operation, result }) => `${operation} ${result}`)
  await expect
    .poll(audit)
    .toEqual([
      'user.create success',
      'user.sign-in success',
      'user.sign-in success',
      'user.change-password failure',
      'user.change-password success',
      'user.sign-in success',
      'user.sign-in failure',
    ])
})

test('my profile: another e-mail address asks for my password, and is unverified', async ({ page, seed, server }) => {
  const user = await arrive(page, seed)
  const address = `${user.username}@example.com`
  await chooseInMenu(page, 'Profile')
  const dialog = page.getByRole('dialog', { name: 'Profile' })
  const [name, email] = [dialog.getByLabel('Real name'), dialog.getByLabel('E-mail address', { exact: true })]
  const [present, save] = [
    dialog.getByLabel('Current Password', { exact: true }),
    dialog.getByRole('button', { name: 'Save' }),
  ]
  await expect(name).toBeFocused()
  await name.fill('Ann')
  await expect(present).toHaveCount(0)
  await email.fill('nowhere')
  await expect(dialog.getByText(/^An e-mail address such as/)).toBeVisible()
  await email.fill(address)
  await expect(dialog.getByText('Unverified')).toBeVisible()
  await expectNoViolationsInThemes(page)
  await present.fill('Wrong-password-3')
  await save.click()
  await expect(dialog.getByRole('alert')).toContainText('The current password is wrong.')
  await present.fill(password)
  await save.click()
  await expect(page.getByText('Your profile was changed.')).toBeVisible()
  await chooseInMenu(page, 'Profile')
  await expect(email).toHaveValue(address)
  await expect(name).toHaveValue('Ann')
  // The API says the same, and a session alone does not lead mail elsewhere there either.
  const own = (await (await page.request.get('/api/v2.0/users/current')).json()) as { user_id: number }
  expect(own).toMatchObject({ email: address, realname: 'Ann' })
  const put = await page.request.put(`/api/v2.0/users/${own.user_id}`, {
    data: { email: 'other@example.com', realname: 'Ann' },
    headers: { origin: server.url },
  })
  expect(put.status()).toBe(403)
  expect((await seed.everything()) + server.log()).not.toContain('-password-')
})

test('guessing the present password is slowed down like signing in', async ({ page, seed }) => {
  await arrive(page, seed)
  await chooseInMenu(page, 'Change password')
  const dialog = page.getByRole('dialog', { name: 'Change Password' })
  await dialog.getByLabel('New Password', { exact: true }).fill(changed)
  await dialog.getByLabel('Confirm Password', { exact: true }).fill(changed)
  for (let guess = 0; guess < 6; guess++) {
    await dialog.getByLabel('Current Password', { exact: true }).fill(`wrong ${guess}`)
    const answered = page.waitForResponse((response) => response.request().method() === 'POST')
    await dialog.getByRole('button', { name: 'Change' }).click()
    await answered
  }
  await expect(dialog.getByRole('alert')).toContainText('Too many attempts.')
})

test('sign out everywhere asks, and ends every session of mine', async ({ page, seed, server, browser }) => {
  const user = await arrive(page, seed)
  const other = await browser.newContext({
    baseURL: server.url,
    storageState: await signInState(server.url, user),
  })
  await chooseInMenu(page, 'Log out everywhere')
  const question = page.getByRole('alertdialog', { name: 'Log out everywhere' })
  await expectNoViolations(page)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: /^Account of / })).toBeFocused()
  await chooseInMenu(page, 'Log out everywhere')
  await question.getByRole('button', { name: 'Log out everywhere' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  expect((await other.request.get('/projects', { maxRedirects: 0 })).status()).toBe(307)
  await other.close()
  await page.goBack()
  await expect(page).toHaveURL(/\/sign-in/)
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('sid')
})

test('the menu works by keyboard, in both themes without violations', async ({ page, seed }) => {
  await arrive(page, seed)
  await page.getByRole('button', { name: /^Account of / }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Profile' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Change password' })).toBeFocused()
  await expectNoViolationsInThemes(page)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Current Password', { exact: true })).toBeFocused()
  await expectNoViolationsInThemes(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^Account of / })).toBeFocused()
})
