import { expect, expectNoViolationsInThemes, unique } from './fixtures'
import { writeOciImage } from './oci-image'
import { test } from './registry-fixtures'
import { chooseRowAction } from './verbs'

test.use({ viewer: 'projectAdmin' })

const succeeds = { code: 0, output: expect.any(String) }

test('a refused push is explained, what is proposed is saved, and the push works', async ({
  page,
  project,
  seed,
  skopeo,
}) => {
  const access = ['repository:pull', '[app/*]repository:push']
  const robot = await seed.robot({ project: project.name, name: 'ci', access })
  const [allowed, refused] = [`${project.name}/app/web:1`, `${project.name}/base:1`]
  await skopeo.login(robot)
  expect(await skopeo.push(writeOciImage(skopeo.home), allowed)).toEqual(succeeds)
  const image = writeOciImage(skopeo.home, unique('text'))
  const failed = await skopeo.push(image, refused)
  expect(failed).toEqual({ code: 1, output: expect.stringMatching(/denied/) })

  // From the robot's row, whose name is filled in; the rest is read from what skopeo said.
  await page.goto(`/projects/${project.name}/robots`)
  await chooseRowAction(page, robot.name, 'Explain access')
  const who = page.getByLabel('Robot account or user')
  await expect(who).toHaveValue(robot.name)
  const sent: string[] = []
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
  const box = page.getByLabel('Error of a client, or line of a registry’s log')
  await box.fill(`${robot.secret} ${failed.output}`)
  await expect(page.getByText('There is a secret in this text.')).toBeVisible()
  await expect(page.getByLabel('Repository')).toHaveValue(`${project.name}/base`)
  await expect(page.getByLabel('Action')).toHaveValue('push')
  await expectNoViolationsInThemes(page)
  await page.getByRole('button', { name: 'Explain', exact: true }).click()

  const answer = page.getByRole('region', { name: 'Not allowed' })
  await expect(answer).toContainText(
    `granted for other repositories only: push in ${project.name} (repositories app/*)`,
  )
  expect(page.url()).toContain(`repository=${encodeURIComponent(`${project.name}/base`)}`)
  expect(sent.filter((each) => each.includes(robot.secret) || each.includes('denied'))).toEqual([])
  await expectNoViolationsInThemes(page)

  await answer.getByRole('button', { name: /^Review in edit: Add the repository base to the group app/ }).click()
  const wizard = page.getByRole('dialog')
  await expect(wizard).toContainText('Edit')
  // Nothing is saved by itself: until it is finished, the push is refused.
  expect(await skopeo.push(image, refused)).toMatchObject({ code: 1 })
  await wizard.getByRole('button', { name: 'Finish' }).click()
  await expect(page.getByRole('region', { name: 'Allowed', exact: true })).toContainText('app/*, base')
  expect(await skopeo.push(image, refused)).toEqual(succeeds)
})

test('what is not filled in is asked for where it is', async ({ page }) => {
  await page.goto('/explain?repository=payments/app')
  await expect(page.getByLabel('Robot account or user')).toBeEditable()
  await page.getByRole('button', { name: 'Explain', exact: true }).press('Enter')
  await expect(page.getByLabel('Robot account or user')).toBeFocused()
  await expect(page.getByLabel('Robot account or user')).toHaveAccessibleDescription(/Fill in all three fields/)
  await page.goto('/who-can')
  await expect(page.getByLabel('Project or repository')).toBeEditable()
  await page.getByRole('button', { name: 'Show', exact: true }).press('Enter')
  await expect(page.getByLabel('Project or repository')).toBeFocused()
  await expect(page.getByLabel('Project or repository')).toHaveAccessibleDescription(/still missing/)
})

test('what is typed or chosen before the script of a page runs would be lost, so nothing can be', async ({
  page,
  project,
}) => {
  for (const [address, label, choice] of [
    ['/explain', 'Robot account or user', 'Action'],
    ['/who-can', 'Project or repository', 'Action'],
    [`/projects/${project.name}/logs`, 'Resource', 'Operation'],
  ] as const) {
    let release = () => undefined as void
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route(/\/_next\/static\/.*\.js/, async (route) => {
      await held
      await route.continue()
    })
    await page.goto(address, { waitUntil: 'commit' })
    const field = page.getByLabel(label)
    await expect(field).toBeVisible()
    await expect(field).not.toBeEditable()
    const select = page.getByRole('combobox', { name: choice, exact: true })
    await expect(select).toBeDisabled()
    release()
    await field.fill('payments')
    await select.selectOption({ index: 1 })
    await page.unrouteAll({ behavior: 'wait' })
    await expect(field).toHaveValue('payments')
    await expect(select).toHaveJSProperty('selectedIndex', 1)
  }
})

test('who can push lists robots and people, and a file of them', async ({ page, project, seed }) => {
  const access = ['repository:pull', '[app/*]repository:push']
  const [narrow, gone] = [
    await seed.robot({ project: project.name, name: 'ci', access }),
    await seed.robot({ project: project.name, name: 'gone', access, disabled: true }),
  ]
  await page.goto(`/projects/${project.name}/robots`)
  await page.getByRole('link', { name: 'Who can push here?' }).click()
  const table = page.getByRole('table', { name: 'Who can' })
  await expect(table.getByRole('row', { name: narrow.name })).toContainText('repositories app/*')
  await expect(table.getByRole('row', { name: gone.name })).toContainText('Cannot sign in')
  await expectNoViolationsInThemes(page)

  await page.getByLabel('Project or repository').fill(`${project.name}/app/web`)
  await page.getByLabel('Only who can sign in now').check()
  await page.keyboard.press('Enter')
  await expect(table.getByRole('row', { name: gone.name })).toBeHidden()
  await expect(page.getByLabel('Only who can sign in now')).toBeFocused()
  await expect(table.getByRole('link', { name: narrow.name })).toBeVisible()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export to CSV' }).click(),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks).toString()).toContain(narrow.name)

  await page.getByLabel('Project or repository').fill(unique('nothing'))
  await page.keyboard.press('Enter')
  await expect(page.getByText('There is no project of this name that you manage robot accounts in.')).toBeVisible()
})
