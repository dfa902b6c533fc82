import { askToken } from './ask-token'
import { expect, expectNoViolations, expectNoViolationsInThemes, test } from './fixtures'
import { chooseRowAction } from './verbs'

test.use({ viewer: 'projectAdmin' })

const finish = { name: 'Finish' }

test('an edit says what it changes before it is saved, and the log says the same', async ({ page, project, seed }) => {
  const { name } = await seed.robot({
    project: project.name,
    name: 'ci',
    durationDays: 90,
    access: ['repository:pull', 'repository:delete'],
  })
  await page.goto(`/projects/${project.name}/robots`)
  await chooseRowAction(page, name, 'Edit')
  const wizard = page.getByRole('dialog', { name: 'Edit Robot Account' })
  const difference = wizard.getByRole('region', { name: 'What this changes' })
  await wizard.getByLabel('Days until expiration').fill('60')
  await wizard.getByRole('button', { name: 'Next' }).click()
  const expires = /^Expires 30 days earlier: /
  await expect(difference.getByText(expires)).toBeVisible()
  await expect(difference.getByText('Allows more than before')).toHaveCount(0)
  await wizard.getByRole('checkbox', { name: 'Repository: Push' }).check()
  await wizard.getByRole('checkbox', { name: 'Repository: Delete' }).uncheck()
  await expect(difference.getByRole('insertion')).toHaveText('+ Repository: Push')
  await expect(difference.getByRole('deletion')).toHaveText('− Repository: Delete')
  await expect(difference.getByText('Allows more than before')).toBeVisible()
  await expectNoViolationsInThemes(page)
  const said = await difference.getByRole('listitem').allInnerTexts()
  expect(said).toHaveLength(2)
  await wizard.getByRole('button', finish).click()
  await expect(page.getByText(`Robot account ${name} updated.`)).toBeVisible()

  await page.goto(`/projects/${project.name}/logs`)
  await page.getByRole('button', { name: `3 changes of ${name}` }).click()
  const event = page.getByRole('dialog', { name: /Edit robot account/ })
  await expect(event.getByText(expires)).toBeVisible()
  expect((await event.locator('.difference > li').allInnerTexts()).sort()).toEqual(said.sort())
  await expectNoViolations(page)
})

test('a robot is offered less by what it was seen to do: one click, the difference, saved, and its push is refused', async ({
  page,
  project,
  seed,
  server,
}) => {
  const access = ['repository:pull', 'repository:push', 'tag:list']
  const robot = await seed.robot({ project: project.name, name: 'ci', ageDays: 60, durationDays: 400, access })
  const other = await seed.robot({ project: project.name, name: 'new', access })
  for (const daysAgo of [50, 40, 28, 15, 2])
    await seed.usage({ robotId: robot.id, repository: `${project.name}/app`, daysAgo, pulls: 1 })
  expect((await askToken(server.url, robot, `${project.name}/app`)).actions).toEqual(['pull', 'push'])

  await page.goto(`/projects/${project.name}/robots`)
  await chooseRowAction(page, other.name, 'Would less do?')
  await expect(page.getByRole('dialog').getByText(/^Nothing is proposed yet: that takes 30 days/)).toBeVisible()
  await page.getByRole('button', { name: 'Close' }).last().click()

  await page.goto(`/projects/${project.name}/robots/ci`)
  await page.getByRole('button', { name: 'Would less do?' }).click()
  const dialog = page.getByRole('dialog', { name: 'Would less do?' })
  await expect(dialog.getByText(/^In the 50 days since .* it touched 1 repository/)).toBeVisible()
  await expect(dialog.getByText(/permissions that only matter there stay/)).toBeVisible()
  const proposed = await dialog.locator('.difference > li').allInnerTexts()
  await expectNoViolationsInThemes(page)
  await dialog.getByRole('button', { name: 'Edit with this proposal' }).click()
  const wizard = page.getByRole('dialog', { name: 'Edit Robot Account' })
  const difference = wizard.getByRole('region', { name: 'What this changes' })
  await expect(difference.getByText('Repository: Pull narrowed to app')).toBeVisible()
  await expect(difference.getByRole('deletion')).toHaveText('− Repository: Push')
  expect(await difference.getByRole('listitem').allInnerTexts()).toEqual(proposed)
  await expectNoViolations(page)
  expect((await askToken(server.url, robot, `${project.name}/app`)).actions).toEqual(['pull', 'push'])
  await wizard.getByRole('button', finish).click()
  await expect(page.getByText(`Robot account ${robot.name} updated.`)).toBeVisible()

  expect((await askToken(server.url, robot, `${project.name}/app`)).actions).toEqual(['pull'])
  expect((await askToken(server.url, robot, `${project.name}/elsewhere`)).actions).toEqual([])
  await page.getByRole('button', { name: 'Would less do?' }).click()
  await expect(dialog.getByText('Everything it holds was used')).toBeVisible()
})

test('a proposal for a robot that somebody else changes meanwhile is not saved over it', async ({
  page,
  project,
  seed,
}) => {
  const access = ['repository:pull', 'repository:push']
  const robot = await seed.robot({ project: project.name, name: 'ci', ageDays: 60, durationDays: 400, access })
  for (const daysAgo of [50, 40, 28, 15, 2])
    await seed.usage({ robotId: robot.id, repository: `${project.name}/app`, daysAgo, pulls: 1 })
  await page.goto(`/projects/${project.name}/robots/ci`)
  await page.getByRole('button', { name: 'Would less do?' }).click()
  await page.getByRole('button', { name: 'Edit with this proposal' }).click()
  await seed.changeRobot(robot.id, 'restrict')
  await page.getByRole('button', finish).click()
  await expect(
    page
      .getByRole('alert')
      .getByText(/changed/)
      .first(),
  ).toBeVisible()
})
