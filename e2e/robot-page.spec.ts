import { askToken } from './ask-token'
import { expect, expectNoViolationsInThemes, test, unique } from './fixtures'

const pageOf = (project: string, name: string) => `/projects/${project}/robots/${name}`

test.describe('a project admin', () => {
  test.use({ viewer: 'projectAdmin' })

  test('comes from the table by keyboard, sees all there is, and deletes what is in use by its name only', async ({
    page,
    project,
    seed,
    server,
  }) => {
    const robot = await seed.robot({
      project: project.name,
      name: 'ci',
      description: 'Builds',
      access: ['repository:pull'],
    })
    const other = await seed.robot({ project: project.name, name: 'quiet' })
    await page.goto(`/projects/${project.name}/robots`)
    await page.getByRole('link', { name: robot.name }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: robot.name })).toBeVisible()
    await expect(page).toHaveURL(pageOf(project.name, 'ci'))
    await expect(page).toHaveTitle(new RegExp(`\\+ci`))
    const article = page.getByRole('article', { name: robot.name })
    for (const text of ['Enabled', 'Builds', 'Pull', 'Never', 'Create robot account']) {
      await expect(article.getByText(text, { exact: text.length < 6 }).first()).toBeVisible()
    }
    await expectNoViolationsInThemes(page)
    expect(await page.content()).not.toContain(robot.secret)

    expect((await askToken(server.url, robot, `${project.name}/app`)).status).toBe(200)
    // A secret's first use is written within two seconds.
    await expect
      .poll(async () => (await (await page.request.get(`/api/v2.0/robots/${robot.id}/activity`)).json()).last_use)
      .not.toBeNull()
    await page.getByRole('button', { name: 'Action' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    const dialog = page.getByRole('alertdialog')
    await expect(
      dialog.getByText(/^Last used .*from 127\.0\.0\.1\. Tokens that were already issued .* 6 minutes/),
    ).toBeVisible()
    const confirm = dialog.getByRole('button', { name: 'Delete' })
    await expect(confirm).toBeDisabled()
    await dialog.getByLabel(`Type ${robot.name} to confirm`).fill('ci')
    await expect(confirm).toBeDisabled()
    await dialog.getByLabel(`Type ${robot.name} to confirm`).fill(robot.name)
    await confirm.click()
    // A message goes by itself, however long the next page takes.
    await expect(page.getByText('Robot account deleted.')).toBeVisible()
    await expect(page).toHaveURL(`/projects/${project.name}/robots`)

    // What nobody uses goes without being typed, and nothing goes before that is known.
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/activity', (route) => held.then(() => route.continue()))
    await page.goto(pageOf(project.name, 'quiet'))
    await page.getByRole('button', { name: 'Action' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await expect(dialog.getByText(/^Looking up when it was last used…/)).toBeVisible()
    await expect(confirm).toBeDisabled()
    release()
    await expect(dialog.getByText(/Never used\./)).toBeVisible()
    await confirm.click()
    await expect(page).toHaveURL(`/projects/${project.name}/robots`)
    expect((await page.request.get(pageOf(project.name, 'quiet'))).status()).toBe(404)
    await expect(page.getByText(other.name)).toHaveCount(0)
  })

  test('whose robot is deleted meanwhile is told so, in a dialog and on the page', async ({
    page,
    project,
    seed,
    allowErrors,
  }) => {
    allowErrors(/404/)
    const { id, name } = await seed.robot({ project: project.name, name: 'ci' })
    await page.goto(pageOf(project.name, 'ci'))
    await page.getByRole('button', { name: 'Action' }).click()
    await page.getByRole('menuitem', { name: 'Disable' }).click()
    await seed.changeRobot(id, 'delete')
    const dialog = page.getByRole('alertdialog', { name: /Disable/ })
    await dialog.getByRole('button', { name: 'Disable' }).click()
    await expect(page.getByText(/no longer exists|There is no such robot account/).first()).toBeVisible()
    expect((await page.reload())?.status()).toBe(404)
    await expect(page.getByText(/There is no such robot account/)).toBeVisible()
    await expect(page.getByRole('heading', { name })).toHaveCount(0)
  })

  test('a legacy robot of the same name has a page of its own', async ({ page, project, seed }) => {
    await seed.robot({ project: project.name, name: 'ci' })
    await seed.legacyRobot({ project: project.name, name: 'ci' })
    await page.goto(`${pageOf(project.name, 'ci')}?legacy`)
    await expect(page.getByRole('heading', { name: 'robot$ci' })).toBeVisible()
    await page.goto(pageOf(project.name, 'ci'))
    await expect(page.getByRole('heading', { name: `+ci` })).toBeVisible()
  })
})

test('who may only look has no history there and nothing to change; others have no page', async ({
  pageOf: as,
  project,
  seed,
  allowErrors,
}) => {
  allowErrors(/404/)
  const robot = await seed.robot({ project: project.name, name: 'ci' })
  const guest = await as('guest')
  await guest.goto(pageOf(project.name, 'ci'))
  await expect(guest.getByRole('heading', { name: robot.name })).toBeVisible()
  await expect(guest.getByRole('heading', { name: 'History' })).toHaveCount(0)
  await guest.getByRole('button', { name: 'Action' }).click()
  await expect(guest.getByRole('menuitem', { name: 'Delete' })).toBeDisabled()
  for (const viewer of ['limitedGuest', 'stranger'] as const) {
    const page = await as(viewer)
    expect((await page.goto(pageOf(project.name, 'ci')))?.status()).toBe(404)
  }
  const system = await seed.systemRobot({ name: unique('everywhere') })
  const short = system.name.slice(system.name.indexOf('$') + 1)
  const admin = await as('systemAdmin')
  await admin.goto(`/administration/robots/${short}`)
  await expect(admin.getByRole('heading', { name: system.name })).toBeVisible()
  expect((await guest.goto(`/administration/robots/${short}`))?.status()).toBe(404)
})
