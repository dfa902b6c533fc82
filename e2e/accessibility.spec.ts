import { expect, expectNoViolations, test } from './fixtures'
import { chooseRowAction, createRobot } from './verbs'

test.use({ viewer: 'projectAdmin' })

// The other specs scan what they pass in the dark theme; colours are the themes' own, so here is every place in both.
for (const theme of ['dark', 'light']) {
  test(`every page and dialog in the ${theme} theme: no violations`, async ({
    page,
    context,
    project,
    seed,
    server,
  }) => {
    await context.addCookies([{ name: 'theme', value: theme, url: server.url }])
    const { name } = await seed.robot({ project: project.name, name: 'ci', durationDays: 60, ageDays: 40 })
    await seed.robot({ project: project.name, name: 'soon', durationDays: 30, ageDays: 26, disabled: true })
    await seed.robot({ project: project.name, name: 'gone', durationDays: 1, ageDays: 26 })
    await seed.legacyRobot({ project: project.name, name: 'jenkins' })

    await page.goto('/projects')
    await expect(page.locator('body')).toHaveAttribute('cds-theme', theme)
    await expectNoViolations(page)
    await page.goto(`/projects/${project.name}/robots`)
    await expectNoViolations(page)
    await page.getByRole('checkbox', { name: 'Select all rows of this page' }).check()
    await page.getByRole('button', { name: 'Action' }).click()
    await expectNoViolations(page)
    await page.keyboard.press('Escape')
    await page.getByRole('checkbox', { name: 'Select all rows of this page' }).uncheck()

    await chooseRowAction(page, name, 'Edit')
    await page.getByLabel('Days until expiration').fill('10')
    await expectNoViolations(page)
    await page.getByLabel('Days until expiration').fill('x')
    await expectNoViolations(page)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await chooseRowAction(page, name, 'Delete')
    await expectNoViolations(page)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await chooseRowAction(page, name, 'Refresh secret')
    await page.getByRole('switch').check()
    await page.getByLabel('New Secret', { exact: true }).fill('weak')
    await expectNoViolations(page)
    await page.getByRole('button', { name: 'Cancel' }).click()
    await chooseRowAction(page, name, 'Disable')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click()
    await expect(page.getByText(`Robot account ${name} disabled.`)).toBeVisible()
    await expectNoViolations(page)

    await createRobot(page, project.name, 'new')
    await expectNoViolations(page)
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await expectNoViolations(page)
  })
}
