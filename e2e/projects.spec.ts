import { expect, expectNoViolations, test, unique } from './fixtures'
import { columnTexts, expectRow } from './verbs'

const tab = { name: 'Robot Accounts', exact: true }

test.describe('the list', () => {
  test.use({ viewer: 'guest' })

  test('shows the projects one may see, with role and number of robots', async ({ page, seed, users }) => {
    const stem = unique('seen')
    const [own, open, closed] = ['own', 'open', 'closed'].map((each) => `${stem}-${each}`) as [string, string, string]
    await seed.project({ name: own, members: { [users.guest.username]: 'guest' } })
    await seed.project({ name: open, isPublic: true })
    await seed.project({ name: closed })
    await seed.robot({ project: own, name: 'ci' })
    // Not among all the projects of other tests, of which a page has a hundred.
    await page.goto(`/projects?q=${stem}`)
    await expectRow(page, own, ['Private', 'Guest', '1'])
    await expectRow(page, open, ['Public', 'Visitor', '–'])
    await expect(page.getByText(closed)).toHaveCount(0)
    await expectNoViolations(page)
  })

  test('search, sort, size and page live in the URL: reload, back and a copied link show the same', async ({
    page,
    seed,
  }) => {
    const stem = unique('many')
    const names = Array.from({ length: 17 }, (_, index) => `${stem}-${String(index).padStart(2, '0')}`)
    for (const name of names) await seed.project({ name, isPublic: true })

    await page.goto('/projects')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('searchbox', { name: 'Search by project name' }).fill(stem.toUpperCase())
    await expect(page.getByText('1 - 15 of 17 items')).toBeVisible()
    await page.getByRole('button', { name: /Project Name/ }).click()
    await expect.poll(() => columnTexts(page, 1)).toEqual(names.toReversed().slice(0, 15))
    await page.getByRole('button', { name: 'Next page' }).click()
    await expect(page.getByText('16 - 17 of 17 items')).toBeVisible()
    await expect.poll(() => columnTexts(page, 1)).toEqual(names.toReversed().slice(15))

    const address = page.url()
    await page.reload()
    await expect(page.getByText('16 - 17 of 17 items')).toBeVisible()
    await page.goBack()
    await expect(page.getByText('1 - 15 of 17 items')).toBeVisible()
    await page.goto(address)
    await expect.poll(() => columnTexts(page, 1)).toEqual(names.toReversed().slice(15))
    await page.getByLabel('Page size').selectOption('25')
    await expect(page.getByText('1 - 17 of 17 items')).toBeVisible()
  })

  test('says when nothing matches, and survives any query', async ({ page }) => {
    await page.goto(`/projects?q=${unique('nothing')}`)
    await expect(page.getByText(/No project’s name contains/)).toBeVisible()
    await expectNoViolations(page)
    await page.goto('/projects?q=%25_%27%22&sort=hash&page=-1&size=7&size=x')
    await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible()
  })

  test('is reached by keyboard, and a project opens from it', async ({ page, project }) => {
    await page.goto(`/projects?q=${project.name}`)
    await page.getByRole('link', { name: project.name }).focus()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`/projects/${project.name}/robots`)
    await expect(page.getByRole('heading', { name: project.name })).toBeVisible()
    await page.getByRole('link', { name: 'Projects' }).first().click()
    await expect(page).toHaveURL('/projects')
  })
})

for (const viewer of ['systemAdmin', 'projectAdmin', 'maintainer', 'developer', 'guest'] as const) {
  test(`a ${viewer} finds the tab Robot Accounts`, async ({ pageOf, project }) => {
    const page = await pageOf(viewer)
    await page.goto(`/projects/${project.name}`)
    await expect(page).toHaveURL(`/projects/${project.name}/robots`)
    const sections = page.getByRole('navigation', { name: 'Project sections' })
    await expect(sections.getByRole('link', tab)).toHaveAttribute('aria-current', 'page')
  })
}

test('a limited guest sees the project without the tab, and no robots by their address', async ({
  pageOf,
  project,
  allowErrors,
}) => {
  allowErrors(/404/)
  const page = await pageOf('limitedGuest')
  await page.goto(`/projects/${project.name}`)
  await expect(page.getByRole('heading', { name: project.name })).toBeVisible()
  await expect(page.getByText('Limited Guest')).toBeVisible()
  await expect(page.getByText(/does not show its robot accounts/)).toBeVisible()
  await expect(page.getByRole('link', tab)).toHaveCount(0)
  await expectNoViolations(page)
  const response = await page.goto(`/projects/${project.name}/robots`)
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: project.name })).toBeVisible()
  await expect(page.getByText(/^Your role in this project does not show this page/)).toBeVisible()
  await expectNoViolations(page)
  await page.getByRole('link', { name: 'Go to projects' }).click()
  await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible()
})

test('who is no member gets the same page for a private project as for none', async ({
  pageOf,
  project,
  allowErrors,
}) => {
  allowErrors(/404/)
  const page = await pageOf('stranger')
  for (const name of [project.name, unique('none'), '%25E0%25A4%25A', '..%2F..']) {
    const response = await page.goto(`/projects/${name}`)
    expect(response?.status(), name).toBe(404)
    await expect(page.getByRole('heading', { name: 'Project not found' })).toBeVisible()
  }
  await expectNoViolations(page)
})
