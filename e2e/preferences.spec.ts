import { expect, test, unique } from './fixtures'
import { openAccountMenu, signIn } from './verbs'

test.describe('the theme of who has chosen none', () => {
  test.use({ viewer: 'projectAdmin' })

  const background = '--cds-alias-object-app-background'

  test('is the operating system’s, by the style sheet alone, from the first paint and when it changes', async ({
    page,
  }) => {
    const shown = () =>
      page.evaluate((name) => getComputedStyle(document.body).getPropertyValue(name).trim(), background)
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.goto('/projects')
    await expect(page.locator('body')).toHaveAttribute('cds-theme', 'system')
    const dark = await shown()
    await page.emulateMedia({ colorScheme: 'light' })
    const light = await shown()
    expect(dark).not.toBe(light)
    // What the system's theme shows is what the theme of that name shows.
    for (const [theme, expected] of Object.entries({ dark, light })) {
      await page.evaluate((name) => document.body.setAttribute('cds-theme', name), theme)
      expect(await shown()).toBe(expected)
    }
  })

  test('a choice holds at once and for later pages, and can be given back to the system', async ({ page }) => {
    const body = page.locator('body')
    await page.goto('/projects')
    await page.getByRole('button', { name: 'Light', exact: true }).click()
    await expect(body).toHaveAttribute('cds-theme', 'light')
    await page.reload()
    await expect(body).toHaveAttribute('cds-theme', 'light')
    await openAccountMenu(page)
    await page.getByRole('menuitemradio', { name: 'Theme of the system' }).click()
    await expect(body).toHaveAttribute('cds-theme', 'system')
    await page.reload()
    await expect(body).toHaveAttribute('cds-theme', 'system')
  })

  test('what is printed is light and without the shell', async ({ page, project, seed }) => {
    await seed.robot({ project: project.name, name: 'ci' })
    await page.goto(`/projects/${project.name}/robots`)
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('h1')!).color)).toMatch(
      /rgb\((\d|[1-6]\d),/,
    )
    await expect(page.getByRole('banner')).toBeHidden()
    await expect(page.getByRole('navigation')).toHaveCount(0)
    await expect(page.getByRole('table')).toBeVisible()
  })
})

test('the title of a project’s page names the project', async ({ pageOf, project }) => {
  const page = await pageOf('projectAdmin')
  for (const [path, title] of [
    ['robots', 'Robot Accounts'],
    ['members', 'Members'],
    ['logs', 'Logs'],
  ]) {
    await page.goto(`/projects/${project.name}/${path}`)
    await expect(page).toHaveTitle(`${title} · ${project.name} · Robot Console`)
  }
})

test('the language follows to another browser', async ({ browser, server, seed, allowErrors }) => {
  allowErrors(/^$/)
  const user = { username: unique('reader'), password: 'Password-of-a-reader-1' }
  await seed.user(user)
  const visit = async () => {
    const context = await browser.newContext({ baseURL: server.url, locale: 'en-US' })
    const page = await context.newPage()
    await page.goto('/sign-in')
    await signIn(page, user)
    return page
  }
  const first = await visit()
  await expect(first.getByRole('heading', { name: 'Projects' })).toBeVisible()
  await openAccountMenu(first)
  const kept = first.waitForResponse((response) => response.request().method() === 'POST')
  await first.getByRole('menuitemradio', { name: 'Deutsch' }).click()
  await kept
  await expect(first.getByRole('heading', { name: 'Projekte' })).toBeVisible()
  const second = await visit()
  await expect(second.getByRole('heading', { name: 'Projekte' })).toBeVisible()
})

test('/favicon.ico is there for whatever asks for it', async ({ server }) => {
  const response = await fetch(`${server.url}/favicon.ico`)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/x-icon'])
})
