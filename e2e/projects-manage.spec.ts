import { expect, expectNoViolations, expectNoViolationsInThemes, test, unique } from './fixtures'
import { chooseRowAction, expectRow, row } from './verbs'

const removal = 'Delete projects'

test.describe('a system admin, in both themes', () => {
  test.use({ viewer: 'systemAdmin' })

  test('makes a project: the name by its rule, checked while it is typed', async ({ page, project, seed }) => {
    const name = unique('made')
    await page.goto(`/projects?q=${name}`)
    await page.getByRole('button', { name: 'New project' }).click()
    const dialog = page.getByRole('dialog', { name: 'New Project' })
    const [field, create] = [dialog.getByLabel('Project Name'), dialog.getByRole('button', { name: 'Create' })]
    await expect(field).toBeFocused()
    await expect(create).toBeDisabled()
    for (const wrong of ['Upper', 'a b', '-a', 'a..b', 'a/b']) {
      await field.fill(wrong)
      await expect(dialog.getByText(/^1 to 255 lower-case letters/), wrong).toBeVisible()
      await expect(create).toBeDisabled()
    }
    await field.fill(project.name)
    await expect(dialog.getByText('A project of this name already exists.')).toBeVisible()
    await expect(create).toBeDisabled()
    await expectNoViolationsInThemes(page)
    await field.fill(name)
    await dialog.getByRole('checkbox', { name: 'Public' }).check()
    await create.click()
    await expect(page.getByText(`Project ${name} created.`)).toBeVisible()
    await expectRow(page, name, ['Public', 'System Admin', '0'])
    expect(await seed.audit(name)).toMatchObject([{ operation: 'project.create', actorName: 'admin' }])
  })

  test('deletes a project only once its name is typed, and its robots with it', async ({
    page,
    project,
    seed,
    request,
  }) => {
    const robot = await seed.robot({ project: project.name, name: 'ci' })
    await seed.robot({ project: project.name, name: 'cd' })
    const login = () => {
      const basic = Buffer.from(`${robot.name}:${robot.secret}`).toString('base64')
      return request.get('/service/token?service=harbor-registry', { headers: { authorization: `Basic ${basic}` } })
    }
    expect((await login()).status()).toBe(200)

    await page.goto(`/projects?q=${project.name}`)
    await chooseRowAction(page, project.name, 'Delete')
    const dialog = page.getByRole('dialog', { name: removal })
    await expect(dialog.getByText(`${project.name} with 2 robot accounts`)).toBeVisible()
    const confirm = dialog.getByRole('button', { name: 'Delete' })
    await expect(confirm).toBeDisabled()
    await dialog.getByLabel('Confirmation').fill(project.name.slice(0, -1))
    await expect(confirm).toBeDisabled()
    await page.keyboard.press('Enter')
    await expectNoViolationsInThemes(page)
    await expect(dialog).toBeVisible()
    await dialog.getByLabel('Confirmation').fill(project.name)
    await confirm.click()
    await expect(page.getByText('Project deleted, with 2 robot accounts.')).toBeVisible()
    await expect(row(page, project.name)).toHaveCount(0)
    expect((await login()).status()).toBe(401)
    expect((await seed.audit(project.name)).at(-1)).toMatchObject({ operation: 'project.delete', result: 'success' })
  })
})

test.describe('a system admin', () => {
  test.use({ viewer: 'systemAdmin' })

  test('a name taken between the check and the creation is told at the field', async ({ page, seed }) => {
    const name = unique('late')
    await page.goto('/projects')
    await page.getByRole('button', { name: 'New project' }).click()
    const checked = page.waitForResponse((response) => response.url().includes(encodeURIComponent(`name=${name}`)))
    await page.getByLabel('Project Name').fill(name)
    expect(await (await checked).json()).toEqual([])
    const create = page.getByRole('button', { name: 'Create' })
    await expect(create).toBeEnabled()
    await seed.project({ name })
    await create.click()
    await expect(page.getByText('A project of this name already exists.')).toBeVisible()
    await expect(page.getByLabel('Project Name')).toHaveAttribute('aria-invalid', 'true')
    await page.getByLabel('Project Name').fill(`${name}-2`)
    await create.click()
    await expect(page.getByText(`Project ${name}-2 created.`)).toBeVisible()
  })

  test('deletes several after a phrase, and is told how each one went', async ({ page, pageOf, seed }) => {
    const stem = unique('many')
    for (const name of [`${stem}-one`, `${stem}-two`]) await seed.project({ name })
    const select = async (on: typeof page) => {
      await on.goto(`/projects?q=${stem}`)
      await on.getByRole('checkbox', { name: 'Select all rows of this page' }).check()
    }
    await select(page)
    await page.getByRole('button', { name: 'Action' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog', { name: removal })
    await dialog.getByLabel('Confirmation').fill(`${stem}-one`)
    await expect(dialog.getByRole('button', { name: 'Delete' })).toBeDisabled()
    await dialog.getByLabel('Confirmation').fill('delete 2 projects')

    const other = await pageOf('systemAdmin')
    await other.goto(`/projects?q=${stem}`)
    await chooseRowAction(other, `${stem}-two`, 'Delete')
    await other.getByLabel('Confirmation').fill(`${stem}-two`)
    await other.keyboard.press('Enter')
    await expect(row(other, `${stem}-two`)).toHaveCount(0)

    await dialog.getByRole('button', { name: 'Delete' }).click()
    const results = page.getByRole('list', { name: 'Result for each project' })
    await expect(results.getByRole('listitem').filter({ hasText: `${stem}-one` })).toContainText('Deleted')
    await expect(results.getByRole('listitem').filter({ hasText: `${stem}-two` })).toContainText('Not deleted')
    await expectNoViolations(page)
  })

  test('does all of it with the keyboard', async ({ page }) => {
    const name = unique('keys')
    await page.goto(`/projects?q=${name}`)
    await page.getByRole('button', { name: 'New project' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('Project Name', { exact: true })).toBeFocused()
    await page.keyboard.type(name)
    await expect(page.getByRole('button', { name: 'Create' })).toBeEnabled()
    await page.keyboard.press('Enter')
    await expectRow(page, name, ['Private'])
    await page.getByRole('checkbox', { name: `Select ${name}` }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Action' }).focus()
    await page.keyboard.press('ArrowUp')
    await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByLabel('Confirmation')).toBeFocused()
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await expect(row(page, name)).toHaveCount(0)
  })
})

test.describe('a project admin', () => {
  test.use({ viewer: 'projectAdmin' })

  test('makes their project public and private, after a question', async ({ page, project, seed }) => {
    await page.goto(`/projects?q=${project.name}`)
    await expect(page.getByRole('button', { name: 'New project' })).toHaveCount(0)
    await chooseRowAction(page, project.name, 'Make public')
    const question = page.getByRole('alertdialog', { name: 'Access Level' })
    await expect(question).toContainText('without signing in')
    await expectNoViolations(page)
    await question.getByRole('button', { name: 'Cancel' }).click()
    await expectRow(page, project.name, ['Private'])
    await chooseRowAction(page, project.name, 'Make public')
    await question.getByRole('button', { name: 'Make public' }).click()
    await expect(page.getByText(`Project ${project.name} is now public.`)).toBeVisible()
    await expectRow(page, project.name, ['Public'])
    await chooseRowAction(page, project.name, 'Make private')
    await question.getByRole('button', { name: 'Make private' }).click()
    await expectRow(page, project.name, ['Private'])
    expect((await seed.audit(project.name)).filter(({ operation }) => operation === 'project.update')).toHaveLength(2)
  })

  test('deleted meanwhile by somebody else: a message, and the list is read again', async ({
    page,
    pageOf,
    project,
  }) => {
    await page.goto(`/projects?q=${project.name}`)
    await chooseRowAction(page, project.name, 'Make public')
    const other = await pageOf('systemAdmin')
    await other.goto(`/projects?q=${project.name}`)
    await chooseRowAction(other, project.name, 'Delete')
    await other.getByLabel('Confirmation').fill(project.name)
    await other.keyboard.press('Enter')
    await expect(row(other, project.name)).toHaveCount(0)
    await page.getByRole('alertdialog').getByRole('button', { name: 'Make public' }).click()
    await expect(page.getByText('This does not exist any more, or you may not see it.')).toBeVisible()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(row(page, project.name)).toHaveCount(0)
  })
})

test.describe('a maintainer', () => {
  test.use({ viewer: 'maintainer' })

  test('may change nothing, and is told why', async ({ page, project }) => {
    await page.goto(`/projects?q=${project.name}`)
    await expect(page.getByRole('button', { name: 'New project' })).toHaveCount(0)
    await page.getByRole('button', { name: 'Action' }).click()
    await expect(page.getByRole('menuitem', { name: 'Delete' })).toHaveAccessibleDescription('Select a project first')
    await page.keyboard.press('Escape')
    await page.getByRole('checkbox', { name: `Select ${project.name}` }).check()
    await page.getByRole('button', { name: 'Action' }).click()
    for (const item of ['Make public', 'Delete']) {
      const entry = page.getByRole('menuitem', { name: item })
      await expect(entry).toBeDisabled()
      await expect(entry).toHaveAccessibleDescription('Only its project admins may change a project')
    }
    await expectNoViolations(page)
  })
})
