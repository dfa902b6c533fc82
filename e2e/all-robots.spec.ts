import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, expectNoViolations, expectNoViolationsInThemes, test, unique } from './fixtures'
import { chooseRowAction, columnTexts, expectRow, row } from './verbs'

const heading = (page: Page) => page.getByRole('heading', { name: 'All Robot Accounts' })
const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main navigation' })

async function choose(page: Page, action: string) {
  await page.getByRole('button', { name: 'Action' }).click()
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}

/** Downloads what the page offers, and answers its rows. */
async function exportCsv(page: Page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export to CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^robots-\d{4}-\d\d-\d\d\.csv$/)
  const text = readFileSync(await download.path(), 'utf8')
  return { text, lines: text.trimEnd().split('\r\n') }
}

test.describe('a system admin', () => {
  test.use({ viewer: 'systemAdmin' })

  test('finds robots of all places, acts on each as on its own page, and takes them along as CSV', async ({
    page,
    seed,
  }) => {
    const stem = unique('all')
    const [one, two] = (await seed.manyProjects({ stem, count: 2 })) as [string, string]
    const ci = await seed.robot({ project: one, name: 'ci', description: `=cmd ${stem}`, durationDays: -1 })
    await seed.robot({ project: two, name: 'ci', description: stem, disabled: true })
    const wide = await seed.systemRobot({ name: `${stem}-wide`, allProjects: ['repository:pull'], projects: {} })
    await page.goto('/projects')
    await navigation(page).getByRole('link', { name: 'All Robot Accounts' }).click()
    await expect(heading(page)).toBeVisible()
    await expect(page).toHaveTitle(/All Robot Accounts/)

    await page.getByRole('button', { name: 'Search' }).click()
    const box = page.getByRole('searchbox')
    await box.fill(stem)
    // Where no other test has made any yet, there are these three alone.
    await expect(page).toHaveURL(/q=all-/)
    await expect(page.getByText('1 - 3 of 3 items')).toBeVisible()
    await expectRow(page, ci.name, [one, 'Enabled', '1 Permission', 'Never Expires', '–'])
    await expectRow(page, `${two}+ci`, [two, 'Disabled', stem])
    await expectRow(page, wide.name, ['System', '2 Permissions'])
    await row(page, wide.name).getByRole('button', { name: '2 Permissions' }).click()
    const held = page.getByRole('dialog', { name: 'Permissions' })
    await expect(held.getByRole('heading')).toHaveText(['System Permissions', 'In all projects'])
    await expect(held.getByRole('definition')).toHaveText(['Read', 'Pull'])
    await expectNoViolationsInThemes(page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Created time/ }).click()
    await expect(page).toHaveURL(/sort=created/)
    await expect.poll(() => columnTexts(page, 2)).toEqual([one, two, 'System'])

    const { lines, text } = await exportCsv(page)
    expect(lines[0]).toContain('"name","id","level","project","enabled","state","createdAt","expiresAt"')
    expect(lines).toHaveLength(4)
    const cells = lines[1]!.split(',')
    expect([cells[0], cells[2], cells[3], cells[4], cells[5], cells[7]]).toEqual(
      [ci.name, 'project', one, 'true', 'active', 'never'].map((cell) => `"${cell}"`),
    )
    expect(cells[6]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(lines[1]).toContain(`"'=cmd ${stem}"`)
    for (const { secret } of [ci, wide]) expect(text).not.toContain(secret.slice(4))

    await page.getByRole('button', { name: 'Filter' }).click()
    await page.getByRole('menuitemradio', { name: 'Disabled' }).click()
    await expect(page.getByText('1 - 1 of 1 item')).toBeVisible()
    expect((await exportCsv(page)).lines).toHaveLength(2)
    await page.getByRole('button', { name: 'Filter: Disabled' }).click()
    await page.getByRole('menuitemradio', { name: 'Of the system' }).click()
    await expect(page.getByText('No robot account matches.')).toBeVisible()
    await page.getByRole('button', { name: 'Clear filter' }).last().click()
    await expect(page.getByText('1 - 3 of 3 items')).toBeVisible()

    await chooseRowAction(page, wide.name, 'Edit')
    await expect(page.getByRole('dialog', { name: 'Edit System Robot Account' })).toBeVisible()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('checkbox', { name: `Select ${wide.name}` }).uncheck()
    await chooseRowAction(page, ci.name, 'Edit')
    const wizard = page.getByRole('dialog', { name: 'Edit Robot Account' })
    await wizard.getByLabel('Description').fill(`moved ${stem}`)
    await wizard.getByRole('button', { name: 'Next' }).click()
    await wizard.getByRole('button', { name: 'Finish' }).click()
    await expectRow(page, ci.name, [`moved ${stem}`])
    await page.getByRole('checkbox', { name: `Select ${ci.name}` }).uncheck()
    await chooseRowAction(page, wide.name, 'History')
    await expect(page).toHaveURL(/\/administration\/logs/)
    await page.goBack()
    await row(page, ci.name).getByRole('link', { name: one, exact: true }).click()
    await expect(page).toHaveURL(`/projects/${one}/robots`)
  })

  test('selects all of 10,050 that match by keyboard, and stops in their midst', async ({ page, project, seed }) => {
    test.setTimeout(180_000)
    await seed.manyRobots({ project: project.name, stem: 'bulk', count: 10_050 })
    await page.goto(`/robots?q=${project.name}%2Bbulk`)
    await expect(page.getByText('1 - 15 of 10,050 items')).toBeVisible()
    const count = page.locator('.table-selected')
    await page.getByRole('checkbox', { name: 'Select all rows of this page' }).focus()
    await page.keyboard.press('Space')
    await expect(count).toContainText('15 rows selected')
    await page.getByRole('button', { name: 'Select all 10,050 that match' }).press('Enter')
    await expect(count).toHaveText('10,050 rows selected')
    await expect(page.getByRole('button', { name: 'Clear selection' })).toBeFocused()
    await page.getByRole('button', { name: 'Next page' }).click()
    await expect(page.getByText('16 - 30 of 10,050 items')).toBeVisible()
    await expect(count).toHaveText('10,050 rows selected')
    await page.getByRole('button', { name: 'Action' }).click()
    for (const item of ['Edit', 'Refresh secret', 'History'])
      await expect(page.getByRole('menuitem', { name: item })).toBeDisabled()
    await page.getByRole('menuitem', { name: 'Disable', exact: true }).click()
    const question = page.getByRole('alertdialog', { name: 'Disable robot accounts' })
    await expect(question).toContainText('10,050 robot accounts match. 10,000 at most are done at once')
    await expect(question).toContainText('and 9,900 more')
    await expectNoViolations(page)
    let sent = 0
    let release = () => {}
    const held = new Promise<void>((go) => (release = go))
    await page.route('**/robots?*', async (route) => {
      // The fourth chunk is under way while it is told to stop.
      if (route.request().method() === 'POST' && ++sent === 4) await held
      await route.continue()
    })
    await question.getByRole('button', { name: 'Disable' }).click()
    await expect(question.getByText('300 of 10,000')).toBeVisible()
    await question.getByRole('button', { name: 'Stop' }).click()
    release()
    const results = page.getByRole('dialog', { name: 'Disable robot accounts' })
    await expect(results.getByRole('alert')).toContainText('Done: 400 of 10,000')
    await expect(results.getByRole('listitem')).toHaveCount(100)
    await results.getByRole('button', { name: 'Last page' }).click()
    await expect(results.getByRole('listitem').filter({ hasText: 'Disabled' })).toHaveCount(100)
    await expect(results.getByRole('button', { name: /^Go on with the other/ })).toBeVisible()
    await expectNoViolations(page)
    await results.getByRole('button', { name: 'Close' }).last().click()
    await expect(count).toHaveText('')
    const disabled = await page.request.get(`/robots/export?filter=disabled&q=${project.name}%2Bbulk`)
    expect((await disabled.text()).trimEnd().split('\r\n')).toHaveLength(401)
    const whole = await page.request.get(`/robots/export?q=${project.name}%2Bbulk`)
    expect((await whole.text()).trimEnd().split('\r\n')).toHaveLength(10_051)
    await seed.deleteProject(project.name)
  })
})

test.describe('a project admin', () => {
  test.use({ viewer: 'projectAdmin' })

  test('has the robots of own projects alone, and extends all that match', async ({ page, project, seed }) => {
    const [other] = (await seed.manyProjects({ stem: unique('other'), count: 1 })) as [string]
    await seed.robot({ project: other, name: 'hidden' })
    await seed.manyRobots({ project: project.name, stem: 'own', count: 120 })
    await page.goto('/projects')
    await navigation(page).getByRole('link', { name: 'All Robot Accounts' }).click()
    await expect(page.getByText('The robot accounts of all projects that you administrate.')).toBeVisible()
    await page.goto(`/robots?q=${other}`)
    await expect(page.getByText(/^No robot account has/)).toBeVisible()
    expect((await exportCsv(page)).lines).toHaveLength(1)
    await page.goto(`/robots?level=system`)
    await expect(page.getByText('No robot account matches.')).toBeVisible()
    await page.goto(`/robots?q=${project.name}%2Bown`)
    await expect(page.getByText('1 - 15 of 120 items')).toBeVisible()
    expect((await exportCsv(page)).lines).toHaveLength(121)
    await page.getByRole('checkbox', { name: 'Select all rows of this page' }).check()
    await page.getByRole('button', { name: 'Select all 120 that match' }).click()
    // What comes after the question is not part of it.
    await choose(page, 'Extend')
    const dialog = page.getByRole('dialog', { name: 'Extend robot accounts' })
    await dialog.getByLabel('Number of days').fill('60')
    await seed.robot({ project: project.name, name: 'own-late', durationDays: 30 })
    await dialog.getByRole('button', { name: 'Extend 120' }).click()
    await expect(page.getByText('Done: 120 of 120.')).toBeVisible()
    await page.getByRole('button', { name: 'Take back' }).click()
    await expect(page.getByRole('dialog', { name: 'Extension taken back' })).toBeVisible()
    await page.getByRole('button', { name: 'Close' }).last().click()
    await expectRow(page, '+own-00000', [/^29d/])
    await page.goto(`/robots?q=${project.name}%2Bown&sort=-name`)
    await expectRow(page, '+own-late', [/^29d/])
    await page.getByRole('checkbox', { name: 'Select all rows of this page' }).check()
    await page.getByRole('button', { name: 'Select all 121 that match' }).click()
    await page.getByRole('checkbox', { name: /\+own-00119$/ }).uncheck()
    await expect(page.locator('.table-selected')).toContainText('14 rows selected')
  })
})

test.describe('who manages no project', () => {
  test.use({ viewer: 'guest' })

  test('has neither the page nor the way there, and an export of none', async ({
    page,
    project,
    seed,
    pageOf,
    allowErrors,
  }) => {
    allowErrors(/404 .*\/robots$/)
    await seed.robot({ project: project.name, name: 'ci' })
    expect((await page.goto('/robots'))?.status()).toBe(404)
    await page.goto('/projects')
    await expect(page.getByRole('link', { name: 'Projects' }).first()).toBeVisible()
    await expect(page.getByRole('link', { name: 'All Robot Accounts' })).toHaveCount(0)
    const none = await page.request.get('/robots/export')
    expect((await none.text()).trimEnd().split('\r\n')).toHaveLength(1)
    expect((await page.request.get('/api/v2.0/robots/matching?place=system')).status()).toBe(403)
    const nobody = await pageOf('stranger')
    await nobody.context().clearCookies()
    expect((await nobody.request.get('/robots/export')).status()).toBe(401)
  })
})
