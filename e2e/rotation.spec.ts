import type { Locator, Page } from '@playwright/test'
import { askToken } from './ask-token'
import { expect, expectNoViolationsInThemes } from './fixtures'
import { writeOciImage } from './oci-image'
import { test } from './registry-fixtures'
import { row } from './verbs'

test.use({ viewer: 'projectAdmin' })

const pageOf = (project: string, name: string) => `/projects/${project}/robots/${name}`
/** What happens when somebody comes back to the page. */
const lookAgain = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))

/** An answer that is under way already may be from before: it is looked until it is there. */
async function expectSoon(page: Page, what: RegExp | Locator) {
  const shown = what instanceof RegExp ? page.getByText(what).first() : what
  await expect(async () => {
    await lookAgain(page)
    await expect(shown).toBeVisible({ timeout: 1_000 })
  }).toPass()
}

test('by keyboard: a refresh with overlap, skopeo pushes with both secrets, and the old one stops after its time', async ({
  page,
  project,
  seed,
  skopeo,
}) => {
  const old = await seed.robot({ project: project.name, name: 'ci', access: ['repository:pull', 'repository:push'] })
  const image = writeOciImage(skopeo.home)
  /** Whether skopeo signs in at the registry with it, and pushes. */
  async function works(secret: string): Promise<boolean> {
    await skopeo.logout()
    if ((await skopeo.login({ ...old, secret })).code !== 0) return false
    expect(await skopeo.push(image, `${project.name}/app:1`)).toMatchObject({ code: 0 })
    return true
  }
  expect(await works(old.secret)).toBe(true)

  await page.goto(`/projects/${project.name}/robots`)
  await page.getByRole('checkbox', { name: `Select ${old.name}` }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Action' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Refresh secret' }).focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: 'Refresh Secret' })
  await expect(form.getByRole('radio', { name: 'Stops at once' })).toBeChecked()
  await expect(form.getByText(/Tokens that were already issued/)).toBeVisible()
  await form.getByRole('radio', { name: 'Stops at once' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(form.getByRole('radio', { name: /after the new one is first used/ })).toBeChecked()
  await expect(form.getByText(/Tokens that were already issued/)).toHaveCount(0)
  await expect(form.getByRole('status').filter({ hasText: /Both secrets work until 24 hours after/ })).toBeVisible()
  await form.getByLabel('Count the expiry anew').focus()
  await page.keyboard.press('Space')
  await expect(form.getByText(/^Expires \d/)).toBeVisible()
  await expectNoViolationsInThemes(page)
  await form.getByRole('button', { name: 'Refresh' }).focus()
  await page.keyboard.press('Enter')

  const told = page.getByRole('dialog', { name: /Refreshed the secret/ })
  await expect(told.getByText('The old secret works until 24 hours after this one is first used.')).toBeVisible()
  const secret = await told.getByLabel('Secret', { exact: true }).inputValue()
  await expect(told.getByRole('button', { name: 'Copy secret' })).toBeFocused()
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close' }).press('Enter')

  // The badge leads to the secrets.
  const badge = page.getByRole('link', { name: `2 secrets of ${old.name}` })
  await expect(badge).toHaveText('2 secrets')
  expect((await row(page, old.name).boundingBox())!.height).toBeLessThanOrEqual(41)
  // In a narrow window it goes below the name, which is then whole.
  const wide = page.viewportSize()!
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(badge).toBeVisible()
  const below = async () =>
    (await badge.boundingBox())!.y > (await row(page, old.name).getByRole('link').first().boundingBox())!.y + 10
  await expect.poll(below).toBe(true)
  await expect(row(page, old.name).locator('.name-cell').getByRole('button')).toHaveCount(0)
  await page.setViewportSize(wide)
  await badge.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${pageOf(project.name, 'ci')}#robot-secrets`)
  await expectSoon(page, /The new secret has not been used yet\. The old one was last used .* from 127\.0\.0\.1/)
  await expectNoViolationsInThemes(page)

  expect(await works(secret)).toBe(true)
  await expectSoon(page, /The old secret was last used .*, before the new one’s first use\. What runs once a day/)
  await seed.letPass(old.id, 23)
  expect(await works(old.secret)).toBe(true)
  await seed.letPass(old.id, 2)
  expect([await works(old.secret), await works(secret)]).toEqual([false, true])
  await expectSoon(page, /1 earlier secret/)
  await page.getByText('1 earlier secret').press('Enter')
  await expect(page.getByRole('table', { name: '1 earlier secret' })).toContainText('Replaced')
  expect(await page.content()).not.toContain(secret)
})

test('kept longer, retired, cancelled, and who comes too late is told so', async ({ page, project, seed, server }) => {
  const first = await seed.robot({ project: project.name, name: 'ci' })
  const { id, name } = first
  const status = async (secret: string) => (await askToken(server.url, { name, secret }, `${project.name}/app`)).status
  const second = await seed.rotate(id, 24)
  await page.goto(pageOf(project.name, 'ci'))
  await expect(page.getByText('Neither of the two secrets has been used yet.')).toBeVisible()

  await page.getByRole('button', { name: 'Keep longer' }).click()
  const keep = page.getByRole('dialog', { name: 'Keep Old Secret Longer' })
  await keep.getByRole('radio', { name: 'Stops at a time that I choose' }).check()
  await keep.getByLabel('Date and time').fill('2020-01-01T10:00')
  await expect(keep.getByText(/This has passed already/)).toBeVisible()
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)
  await keep.getByLabel('Date and time').fill(tomorrow)
  await expect(keep.getByText(/even if nobody has used the new one by then/)).toBeVisible()
  await keep.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/has another end now/)).toBeVisible()
  await expect(
    page
      .locator('.secret-card')
      .last()
      .getByText(/\(in 24 hours\)|\(in 1 day\)|\(tomorrow\)/),
  ).toBeVisible()

  // Not used: one press retires it.
  await page.getByRole('button', { name: 'Retire now' }).click()
  const question = page.getByRole('alertdialog')
  await question.getByRole('button', { name: 'Retire now' }).click()
  await expect(page.getByText(`The old secret of ${name} was retired.`)).toBeVisible()
  await expect(page.locator('.secret-card')).toHaveCount(1)
  // The button has gone with the secret: the focus has not.
  await expect(page.locator('.robot-section-secrets :focus')).toHaveCount(1)
  expect([await status(first.secret), await status(second.secret)]).toEqual([401, 200])

  // A new one that was used is cancelled by the name only.
  const third = await seed.rotate(id, 24)
  expect(await status(third.secret)).toBe(200)
  await expect.poll(async () => (await secretsOf(page, id))[0]!.firstUse).not.toBeNull()
  await expectSoon(page, page.getByRole('button', { name: 'Cancel the rotation' }))
  await page.getByRole('button', { name: 'Cancel the rotation' }).click()
  await expect(
    question.getByText(/The new secret is in use: it was last used .* Whoever has it is locked out at once/),
  ).toBeVisible()
  await expectNoViolationsInThemes(page)
  const cancel = question.getByRole('button', { name: 'Cancel the rotation' })
  await expect(cancel).toBeDisabled()
  await question.getByLabel(`Type ${name} to confirm`).fill(name)
  await cancel.click()
  await expect(page.getByText(`The rotation of ${name} was cancelled`)).toBeVisible()
  expect([await status(second.secret), await status(third.secret)]).toEqual([200, 401])
  // The buttons of before have gone.
  await expect(page.locator('.secret-card')).toHaveCount(1)

  // Somebody else ends it meanwhile.
  await seed.rotate(id, 24)
  await expectSoon(page, page.getByRole('button', { name: 'Retire now' }))
  await page.getByRole('button', { name: 'Retire now' }).click()
  await seed.changeRobot(id, 'refresh')
  await question.getByLabel(`Type ${name} to confirm`).fill(name)
  await question.getByRole('button', { name: 'Retire now' }).click()
  await expect(question.getByText(/This secret has ended already/)).toBeVisible()
  await question.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(page.locator('.secret-card')).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Retire now' })).toHaveCount(0)
})

test('an overlap while two are live asks which of them stops; the setting decides what is proposed', async ({
  page,
  pageOf: as,
  project,
  seed,
  server,
}) => {
  const first = await seed.robot({ project: project.name, name: 'ci' })
  const { id, name } = first
  const second = await seed.rotate(id, 24)
  await seed.settings({ robotSecretOverlap: 168 })
  const form = page.getByRole('dialog', { name: 'Refresh Secret' })
  try {
    await page.goto(pageOf(project.name, 'ci'))
    await page.getByRole('button', { name: 'Action' }).click()
    await page.getByRole('menuitem', { name: 'Refresh secret' }).click()
    await expect(form.getByText(/Both secrets work until 7 days after/)).toBeVisible()
  } finally {
    await seed.settings({ robotSecretOverlap: 0 })
  }
  await expect(form.getByRole('radio', { name: /^The older one, made .*; never used/ })).toBeVisible()
  await form.getByRole('button', { name: 'Refresh' }).press('Enter')
  await expect(form.getByText('Something here is still missing or not right.')).toBeVisible()
  await expect(form.getByRole('radio', { name: /^The older one/ })).toBeFocused()
  await page.keyboard.press('Space')
  await form.getByRole('button', { name: 'Refresh' }).click()
  const told = page.getByRole('dialog', { name: /Refreshed the secret/ })
  const third = await told.getByLabel('Secret', { exact: true }).inputValue()
  const secrets = [first.secret, second.secret, third]
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Close' }).press('Enter')
  const ask = (secret: string) => askToken(server.url, { name, secret }, `${project.name}/app`)
  const statuses = await Promise.all(secrets.map(async (secret) => (await ask(secret)).status))
  expect(statuses).toEqual([401, 200, 200])

  // Who may only look learns neither where it is used nor who made it, and can change nothing.
  const guest = await as('guest')
  await guest.goto(pageOf(project.name, 'ci'))
  await expect(guest.locator('.secret-card')).toHaveCount(2)
  await expectSoon(guest, /[Tt]he old secret was last used/)
  expect(await guest.locator('.robot-section-secrets').innerText()).not.toContain('127.0.0.1')
  await expect(guest.getByRole('button', { name: /Retire now|Keep longer|Cancel the rotation/ })).toHaveCount(0)

  // The page shows two secrets, of which one has ended since: there is nothing to ask.
  await expect(page.locator('.secret-card')).toHaveCount(2)
  await seed.changeRobot(id, 'refresh')
  await page.getByRole('button', { name: 'Action' }).click()
  await page.getByRole('menuitem', { name: 'Refresh secret' }).click()
  await form.getByRole('radio', { name: /after the new one is first used/ }).check()
  await expect(form.getByRole('group', { name: /Which one stops now/ })).toHaveCount(0)
  await form.getByRole('button', { name: 'Refresh' }).click()
  await expect(told).toBeVisible()
})

test('where one of two has ended since the page looked, an overlap asks nothing more', async ({
  page,
  project,
  seed,
}) => {
  const { id, name } = await seed.robot({ project: project.name, name: 'ci' })
  await seed.rotate(id, 24)
  await page.goto(`/projects/${project.name}/robots`)
  await expect(page.getByRole('link', { name: `2 secrets of ${name}` })).toBeVisible()
  await seed.changeRobot(id, 'refresh')
  await row(page, name).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Action' }).click()
  await page.getByRole('menuitem', { name: 'Refresh secret' }).click()
  const form = page.getByRole('dialog', { name: 'Refresh Secret' })
  await form.getByRole('radio', { name: /after the new one is first used/ }).check()
  await expect(form.getByText(/Which one stops now/)).toHaveCount(0)
  await form.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByRole('dialog', { name: /Refreshed the secret/ })).toBeVisible()
})

const secretsOf = async (page: Page, id: number) =>
  (await (await page.request.get(`/api/v2.0/robots/${id}/secrets`)).json()) as { firstUse: string | null }[]
