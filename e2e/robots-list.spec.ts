import { expect, expectNoViolations, test } from './fixtures'
import { columnTexts, expectRow, row } from './verbs'

test.use({ viewer: 'guest' })

const robotsOf = (project: string, query = '') => `/projects/${project}/robots${query}`

test('shows what each robot is, as Harbor does', async ({ page, project, seed }) => {
  const { name } = project
  await seed.robot({ project: name, name: 'never', durationDays: -1, description: 'Kubernetes pull secret' })
  await seed.robot({ project: name, name: 'soon', durationDays: 30, ageDays: 26 })
  await seed.robot({ project: name, name: 'gone', durationDays: 10, ageDays: 26 })
  await seed.robot({ project: name, name: 'off', disabled: true, access: ['repository:pull', 'repository:push'] })
  await seed.robot({ project: name, name: 'longest', durationDays: 2_147_483_646 })
  await seed.legacyRobot({ project: name, name: 'jenkins' })

  await page.goto(robotsOf(name))
  await expectRow(page, `robot$${name}+never`, ['Enabled', '1 Permission', 'Never Expires', 'Kubernetes pull secret'])
  await expectRow(page, `robot$${name}+soon`, [/^3d 23h 5\dm$/])
  await expectRow(page, `robot$${name}+gone`, ['Expired'])
  await expectRow(page, `robot$${name}+off`, ['Disabled', '2 Permissions', /^29d 23h 5\dm$/])
  await expectRow(page, `robot$${name}+longest`, [/^2147483645d 23h/])
  await expectRow(page, 'robot$jenkins', ['robot$jenkins Legacy', 'Never Expires'])
  await expect(page.getByText('1 - 6 of 6 items')).toBeVisible()
  await expectNoViolations(page)
})

test('the permissions of a robot drop down in words, and can be seen as a matrix', async ({ page, project, seed }) => {
  await seed.robot({ project: project.name, name: 'ci', access: ['repository:pull', 'repository:push', 'tag:list'] })
  await page.goto(robotsOf(project.name))
  const button = page.getByRole('button', { name: '3 Permissions' })
  const dialog = page.getByRole('dialog', { name: 'Permissions' })
  await button.click()
  await expect(button).toHaveAttribute('aria-expanded', 'true')
  await expect(dialog.getByRole('term')).toHaveText(['Repository', 'Tag'])
  await expect(dialog.getByRole('definition')).toHaveText(['Pull and Push', 'List'])
  const [under, over] = [await dialog.boundingBox(), await button.boundingBox()]
  expect(under!.y - over!.y - over!.height).toBeLessThan(8)
  await expectNoViolations(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(button).toBeFocused()
  await button.click()
  await expect(dialog).toBeVisible()
  await page.getByRole('heading', { name: project.name }).click()
  await expect(dialog).toBeHidden()
  await button.click()
  await dialog.getByRole('button', { name: 'Show as table' }).click()
  await expect(dialog.getByRole('checkbox')).toHaveCount(3)
  for (const pair of ['Repository: Pull', 'Repository: Push', 'Tag: List']) {
    await expect(dialog.getByRole('checkbox', { name: pair })).toBeChecked()
    await expect(dialog.getByRole('checkbox', { name: pair })).toBeDisabled()
  }
  await expectNoViolations(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(button).toBeFocused()
})

test('sorts by name and by creation, 15 to a page, and the URL carries all of it', async ({ page, project, seed }) => {
  const names = Array.from({ length: 18 }, (_, index) => `bot-${String(index).padStart(2, '0')}`)
  const full = names.map((name) => `robot$${project.name}+${name}`)
  for (const [index, name] of names.entries()) await seed.robot({ project: project.name, name, ageDays: index + 1 })

  await page.goto(robotsOf(project.name))
  await expect(page.getByText('1 - 15 of 18 items')).toBeVisible()
  await expect.poll(() => columnTexts(page, 1)).toEqual(full.slice(0, 15))
  await page.getByRole('button', { name: /Created time/ }).click()
  await expect.poll(() => columnTexts(page, 1)).toEqual(full.toReversed().slice(0, 15))
  await expect(page.getByRole('columnheader', { name: /Created time/ })).toHaveAttribute('aria-sort', 'ascending')
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page.getByText('16 - 18 of 18 items')).toBeVisible()
  await expect.poll(() => columnTexts(page, 1)).toEqual(full.slice(0, 3).toReversed())

  const shared = page.url()
  await page.reload()
  await expect(page.getByText('16 - 18 of 18 items')).toBeVisible()
  await page.goBack()
  await expect(page.getByText('1 - 15 of 18 items')).toBeVisible()
  await page.goto(shared)
  await expect.poll(() => columnTexts(page, 1)).toEqual(full.slice(0, 3).toReversed())
  await page.getByLabel('Page size').selectOption('50')
  await expect(page.getByText('1 - 18 of 18 items')).toBeVisible()
})

test('finds by name, by project+name, by the full name and by description, after a pause', async ({
  page,
  project,
  seed,
}) => {
  for (const name of ['ci-push', 'ci-pull', 'nightly']) await seed.robot({ project: project.name, name })
  await page.goto(robotsOf(project.name))
  await page.getByRole('button', { name: 'Search' }).click()
  const box = page.getByRole('searchbox', { name: 'Search by name (without prefix) or description' })
  await box.fill('ci-')
  await expect(page.getByText('1 - 2 of 2 items')).toBeVisible()
  await expect(page).toHaveURL(/q=ci-/)
  await box.fill(`${project.name}+nightly`)
  await expect(page.getByText('1 - 1 of 1 item')).toBeVisible()
  await box.fill(`robot$${project.name}+ci-pull`)
  await expectRow(page, 'ci-pull')
  await expect(row(page, 'nightly')).toHaveCount(0)
  await seed.robot({ project: project.name, name: 'mirror', description: 'Réplique de nuit' })
  await box.fill('RÉPLIQUE')
  await expectRow(page, 'mirror')
  await expect(page.getByText('1 - 1 of 1 item')).toBeVisible()
  await box.fill('no such robot')
  await expect(page.getByText('No robot account has “no such robot” in its name or description.')).toBeVisible()
  await box.fill('%')
  await expect(page.getByText('No robot account has a name with “%”.')).toBeVisible()
  await box.press('Escape')
  await expect(page.getByText('1 - 4 of 4 items')).toBeVisible()
})

test('says so when there is none, and refresh brings what was made meanwhile', async ({ page, project, seed }) => {
  await page.goto(robotsOf(project.name))
  await expect(page.getByText('There are no robot accounts here yet.')).toBeVisible()
  await expectNoViolations(page)
  await seed.robot({ project: project.name, name: 'late' })
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expectRow(page, 'late')
})

test('any query is answered with a list', async ({ page, project }) => {
  for (const query of ['?page=0', '?page=999999999999', '?size=-1&sort=secret', '?q=%25_%27&q=x', '?sort[]=name']) {
    const response = await page.goto(robotsOf(project.name, query))
    expect(response?.status(), query).toBe(200)
    await expect(page.getByRole('table', { name: 'Robot accounts' })).toBeVisible()
  }
})

test('selecting counts across pages, until the same page is read again', async ({ page, project, seed }) => {
  for (let index = 0; index < 16; index++) await seed.robot({ project: project.name, name: `bot-${index}` })
  await page.goto(robotsOf(project.name))
  await page.getByRole('checkbox', { name: 'Select all rows of this page' }).check()
  const count = page.locator('.table-selected')
  await expect(count).toHaveText('15 rows selected')
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(page.getByText('16 - 16 of 16 items')).toBeVisible()
  await expect(count).toHaveText('15 rows selected')
  await page.getByRole('checkbox', { name: 'Select all rows of this page' }).check()
  await expect(count).toHaveText('16 rows selected')
  await page.getByRole('button', { name: 'Previous page' }).click()
  await expect(page.getByText('1 - 15 of 16 items')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'Select all rows of this page' })).toBeChecked()
  await page.getByRole('button', { name: 'Clear selection' }).click()
  await expect(page.locator('.data-table :focus')).toHaveCount(1)
  await expect(count).toHaveText('')
  await page.getByRole('checkbox', { name: 'Select all rows of this page' }).check()
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(count).toHaveText('')
})

test('"Expires in" goes on by the server, whatever the clock of the browser says', async ({ page, project, seed }) => {
  await seed.robot({ project: project.name, name: 'bot', durationDays: 10 })
  await page.clock.install({ time: new Date('2001-01-01T00:00:00Z') })
  await page.goto(robotsOf(project.name))
  const left = row(page, '+bot').getByRole('cell').nth(5)
  await expect(left).toHaveText(/^9d 23h 5\dm$/)
  // The page ticks once it is alive; that a box can be ticked shows that it is.
  await page.getByRole('checkbox', { name: /\+bot$/ }).check()
  await expect(page.getByText('1 row selected')).toBeAttached()
  await page.clock.fastForward(26 * 3_600_000)
  await expect(left).toHaveText(/^8d 2[12]h \d+m$/)
  await page.clock.fastForward(9 * 86_400_000)
  await expect(left).toHaveText('Expired')
})

test('what is open in a row stays open when the list is read again', async ({ page, project, seed }) => {
  const { name } = await seed.robot({ project: project.name, name: 'ci' })
  await page.goto(`/projects/${project.name}/robots`)
  await row(page, name)
    .getByRole('button', { name: /Permission/ })
    .click()
  const held = page.getByRole('dialog', { name: 'Permissions' })
  await expect(held.getByRole('definition')).toHaveText(['Pull'])
  const { name: another } = await seed.robot({ project: project.name, name: 'another' })
  await page.evaluate(() => (window as unknown as { next: { router: { refresh: () => void } } }).next.router.refresh())
  await expect(row(page, another)).toBeVisible()
  await expect(held.getByRole('definition')).toHaveText(['Pull'])
})

test('a guest may look only: every way to change says why not', async ({ page, project, seed }) => {
  const { name } = await seed.robot({ project: project.name, name: 'ci' })
  await seed.legacyRobot({ project: project.name, name: 'jenkins' })
  await page.goto(robotsOf(project.name))
  await expect(page.getByRole('button', { name: 'New robot account' })).toBeDisabled()
  await page.getByRole('checkbox', { name: `Select ${name}` }).check()
  await page.getByRole('button', { name: 'Action' }).click()
  for (const item of ['Refresh secret', 'Edit', 'Disable', 'Delete']) {
    const entry = page.getByRole('menuitem', { name: item })
    await expect(entry).toBeDisabled()
    await expect(entry).toHaveAccessibleDescription('Your role may only look at robot accounts')
  }
  await expectNoViolations(page)
  await expect(page.getByRole('menuitem', { name: 'Recreate as project robot' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByRole('checkbox', { name: `Select ${name}` }).uncheck()
  await page.getByRole('checkbox', { name: 'Select robot$jenkins' }).check()
  await page.getByRole('button', { name: 'Action' }).click()
  const recreate = page.getByRole('menuitem', { name: 'Recreate as project robot' })
  await expect(recreate).toBeDisabled()
  await expect(recreate).toHaveAccessibleDescription('Your role may only look at robot accounts')
})

test('at 900 pixels the page itself does not scroll sideways', async ({ page, project, seed }) => {
  await seed.robot({ project: project.name, name: 'bot', description: 'x'.repeat(200) })
  await page.setViewportSize({ width: 900, height: 900 })
  await page.goto(robotsOf(project.name))
  await expectRow(page, '+bot')
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})
