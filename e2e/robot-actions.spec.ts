import { expect, expectNoViolations, test } from './fixtures'
import { chooseRowAction, expectRow, row } from './verbs'

test.use({ viewer: 'projectAdmin' })

const chosen = 'Chosen-Secret-1'

test('the menu says why an item cannot be used', async ({ page, project, seed }) => {
  const { name: one } = await seed.robot({ project: project.name, name: 'one' })
  const { name: two } = await seed.robot({ project: project.name, name: 'two', disabled: true })
  await seed.legacyRobot({ project: project.name, name: 'jenkins' })
  await page.goto(`/projects/${project.name}/robots`)

  const reason = async (item: string) => {
    await page.getByRole('button', { name: 'Action' }).click()
    const entry = page.getByRole('menuitem', { name: item })
    const text = (await entry.isDisabled()) ? await entry.evaluate(describedBy) : null
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
    return text
  }
  expect(await reason('Edit')).toBe('Select a robot account first')
  expect(await reason('Delete')).toBe('Select a robot account first')
  await page.getByRole('checkbox', { name: `Select ${one}` }).check()
  expect(await reason('Edit')).toBeNull()
  expect(await reason('Disable')).toBeNull()
  await page.getByRole('checkbox', { name: `Select ${two}` }).check()
  expect(await reason('Refresh secret')).toBe('Select exactly one robot account')
  expect(await reason('Delete')).toBeNull()
  await page.getByRole('checkbox', { name: `Select ${one}` }).uncheck()
  expect(await reason('Enable')).toBeNull()
  await page.getByRole('checkbox', { name: `Select ${two}` }).uncheck()
  await page.getByRole('checkbox', { name: 'Select robot$jenkins' }).check()
  expect(await reason('Edit')).toBe('Not for legacy robot accounts')
  expect(await reason('Refresh secret')).toBe('Not for legacy robot accounts')
  expect(await reason('Disable')).toBeNull()
  expect(await reason('Delete')).toBeNull()
})

const describedBy = (element: Element) =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? ''

test('disable and enable ask, do it, and say so', async ({ page, project, seed }) => {
  const { name } = await seed.robot({ project: project.name, name: 'ci' })
  await page.goto(`/projects/${project.name}/robots`)
  await chooseRowAction(page, name, 'Disable')
  const question = page.getByRole('alertdialog', { name: 'Disable robot account' })
  await expect(question).toContainText(name)
  await expectNoViolations(page)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expectRow(page, name, ['Enabled'])
  await chooseRowAction(page, name, 'Disable')
  await question.getByRole('button', { name: 'Disable' }).click()
  await expect(page.getByText(`Robot account ${name} disabled.`)).toBeVisible()
  await expectRow(page, name, ['Disabled'])
  await chooseRowAction(page, name, 'Enable')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Enable' }).click()
  await expectRow(page, name, ['Enabled'])
  expect((await seed.audit(name)).map(({ operation, actorName }) => `${actorName} ${operation}`)).toEqual([
    'system robot.create',
    'projectAdmin robot.disable',
    'projectAdmin robot.enable',
  ])
})

test('refresh, generated: the new secret is shown once', async ({ page, project, seed }) => {
  const made = await seed.robot({ project: project.name, name: 'ci' })
  await page.goto(`/projects/${project.name}/robots`)
  await chooseRowAction(page, made.name, 'Refresh secret')
  const dialog = page.getByRole('dialog', { name: 'Refresh Secret' })
  await expect(dialog).toContainText(made.name)
  await dialog.getByRole('button', { name: 'Refresh' }).click()
  const revealed = page.getByRole('dialog', { name: /Refreshed the secret/ })
  const secret = await revealed.getByLabel('Secret', { exact: true }).inputValue()
  expect(secret).toMatch(/^hrb_/)
  expect(secret).not.toBe(made.secret)
  await expectNoViolations(page)
})

test('refresh, chosen: typed twice by the rule, with the eye', async ({ page, project, seed }) => {
  const { name } = await seed.robot({ project: project.name, name: 'ci' })
  await page.goto(`/projects/${project.name}/robots`)
  await chooseRowAction(page, name, 'Refresh secret')
  const dialog = page.getByRole('dialog', { name: 'Refresh Secret' })
  await dialog.getByRole('switch').check()
  const [secret, confirm] = ['New Secret', 'Confirm Secret'].map((label) => dialog.getByLabel(label, { exact: true }))
  const refresh = dialog.getByRole('button', { name: 'Refresh' })
  await expect(refresh).toBeDisabled()
  for (const weak of ['short1A', 'alllower1', 'ALLUPPER1', 'NoDigits', 'With Blank1']) {
    await secret!.fill(weak)
    await expect(dialog.getByText(/^8 to 128 characters/), weak).toBeVisible()
    await expect(refresh).toBeDisabled()
  }
  await secret!.fill(chosen)
  await confirm!.fill(chosen + 'x')
  await expect(dialog.getByText('The two secrets differ.')).toBeVisible()
  await expectNoViolations(page)
  await confirm!.fill(chosen)
  await expect(secret!).toHaveAttribute('type', 'password')
  await dialog.getByRole('button', { name: 'Show New Secret' }).click()
  await expect(secret!).toHaveAttribute('type', 'text')
  await refresh.click()
  await expect(page.getByText(`The secret of ${name} was refreshed.`)).toBeVisible()
  await expect(dialog).toHaveCount(0)
  expect(await page.content()).not.toContain(chosen)
  expect(await seed.everything()).not.toContain(chosen)
})

test('edit: the name stands, the expiry counts from creation, a past moment warns and "from now" helps', async ({
  page,
  project,
  seed,
}) => {
  const { name } = await seed.robot({ project: project.name, name: 'ci', durationDays: 60, ageDays: 40 })
  await page.goto(`/projects/${project.name}/robots`)
  await chooseRowAction(page, name, 'Edit')
  const wizard = page.getByRole('dialog', { name: 'Edit Robot Account' })
  await expect(wizard.getByLabel('Name', { exact: true })).toBeDisabled()
  await expect(wizard.getByLabel('Name', { exact: true })).toHaveValue(name)
  await wizard.getByLabel('Days until expiration').fill('10')
  await expect(wizard.getByText(/This moment has passed/)).toBeVisible()
  await expectNoViolations(page)
  await wizard.getByRole('button', { name: 'Make it 30 days from now' }).click()
  await expect(wizard.getByLabel('Days until expiration')).toHaveValue('71')
  await wizard.getByLabel('Description').fill('renewed')
  await wizard.getByRole('button', { name: 'Next' }).click()
  await expect(wizard.getByRole('heading', { name: 'Select Permissions' })).toBeVisible()
  await expectNoViolations(page)
  await wizard.getByRole('checkbox', { name: 'Repository: Push' }).check()
  await wizard.getByRole('button', { name: 'Finish' }).click()
  await expect(page.getByText(`Robot account ${name} updated.`)).toBeVisible()
  await expectRow(page, name, ['2 Permissions', /^30d|^31d/, 'renewed'])
})

test('edit: without a change there is nothing to finish', async ({ page, project, seed }) => {
  const { name } = await seed.robot({ project: project.name, name: 'ci', description: 'same' })
  await page.goto(`/projects/${project.name}/robots`)
  await chooseRowAction(page, name, 'Edit')
  const wizard = page.getByRole('dialog', { name: 'Edit Robot Account' })
  await wizard.getByRole('button', { name: 'Next' }).click()
  const finish = wizard.getByRole('button', { name: 'Finish' })
  await expect(finish).toBeDisabled()
  await wizard.getByRole('checkbox', { name: 'Tag: List', exact: true }).check()
  await expect(finish).toBeEnabled()
  await wizard.getByRole('checkbox', { name: 'Tag: List', exact: true }).uncheck()
  await expect(finish).toBeDisabled()
})

test("somebody else's change meanwhile: what differs is told, and brought without losing what was typed", async ({
  page,
  pageOf,
  project,
  seed,
}) => {
  const { name } = await seed.robot({ project: project.name, name: 'ci' })
  const other = await pageOf('systemAdmin')
  for (const each of [page, other]) {
    await each.goto(`/projects/${project.name}/robots`)
    await chooseRowAction(each, name, 'Edit')
    await each.getByLabel('Description').fill(each === page ? 'mine' : 'theirs')
    if (each === other) await each.getByRole('checkbox', { name: 'Never Expired' }).check()
    await each.getByRole('button', { name: 'Next' }).click()
    await each.getByRole('checkbox', { name: each === page ? 'Tag: List' : 'Tag: Create', exact: true }).check()
  }
  await other.getByRole('button', { name: 'Finish' }).click()
  await expectRow(other, name, ['theirs'])
  await page.getByRole('button', { name: 'Finish' }).click()
  const alert = page.getByRole('alert').filter({ hasText: 'Somebody else has changed this' })
  await expect(alert.getByRole('listitem')).toHaveText([
    'Description: “theirs” by now. Yours replaces it when you save.',
    /^Expiration time: changed/,
    /^Permissions: changed/,
  ])
  await expectNoViolations(page)
  await alert.getByRole('button', { name: 'Reload' }).click()
  // Both changes of the permissions, my description, and their expiration.
  for (const permission of ['Tag: List', 'Tag: Create'])
    await expect(page.getByRole('checkbox', { name: permission, exact: true })).toBeChecked()
  await page.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByRole('checkbox', { name: 'Never Expired' })).toBeChecked()
  await expect(page.getByLabel('Description')).toHaveValue('mine')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Finish' }).click()
  await expectRow(page, name, ['mine', 'Never'])
})

test('delete one and many, with the names in the question', async ({ page, project, seed }) => {
  for (const name of ['one', 'two', 'three']) await seed.robot({ project: project.name, name })
  await page.goto(`/projects/${project.name}/robots`)
  await page.getByRole('checkbox', { name: /\+two$/ }).check()
  await chooseRowAction(page, `robot$${project.name}+three`, 'Delete')
  const question = page.getByRole('alertdialog', { name: 'Delete robot accounts' })
  await expect(question.getByRole('listitem')).toHaveText([/\+three$/, /\+two$/])
  await expectNoViolations(page)
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('2 robot accounts deleted.')).toBeVisible()
  await expect(row(page, '+two')).toHaveCount(0)
  await expectRow(page, '+one')
})

test('deleting many tells how each one went', async ({ page, pageOf, project, seed }) => {
  for (const name of ['mine', 'theirs']) await seed.robot({ project: project.name, name })
  const other = await pageOf('systemAdmin')
  await page.goto(`/projects/${project.name}/robots`)
  await page.getByRole('checkbox', { name: 'Select all rows of this page' }).check()
  await page.getByRole('button', { name: 'Action' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()

  await other.goto(`/projects/${project.name}/robots`)
  await chooseRowAction(other, `robot$${project.name}+theirs`, 'Delete')
  await other.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(row(other, '+theirs')).toHaveCount(0)

  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  const results = page.getByRole('list', { name: 'Result for each robot account' })
  await expect(results.getByRole('listitem').filter({ hasText: '+mine' })).toContainText('Deleted')
  await expect(results.getByRole('listitem').filter({ hasText: '+theirs' })).toContainText('Failed')
  await expectNoViolations(page)
})

test('a session that ended meanwhile is told, and nothing changes', async ({ page, context, project, seed }) => {
  const { name } = await seed.robot({ project: project.name, name: 'ci' })
  await page.goto(`/projects/${project.name}/robots`)
  await chooseRowAction(page, name, 'Disable')
  await context.clearCookies({ name: 'sid' })
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
  await expect(page.getByText('Your session has ended.')).toBeVisible()
  expect((await seed.audit(name)).map(({ operation }) => operation)).toEqual(['robot.create'])
})
