import { expect, expectNoViolationsInThemes, signInState, test, unique } from './fixtures'
import { adminPassword, startServer } from './server'
import { createRobot, openAccountMenu } from './verbs'

test('a new system: five steps, each with its way, ticked as they are done, gone when all are', async ({ browser }) => {
  test.slow()
  const server = await startServer()
  const state = await signInState(server.url, { username: 'admin', password: adminPassword })
  const context = await browser.newContext({ baseURL: server.url, storageState: state, colorScheme: 'dark' })
  const page = await context.newPage()
  const card = page.getByRole('region', { name: 'First steps' })
  const open = card.getByRole('img', { name: 'Still to do' })
  try {
    await page.goto('/projects')
    await expect(open).toHaveCount(5)
    await expectNoViolationsInThemes(page)
    await card.getByRole('link', { name: 'Connect a registry' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page).toHaveURL(/\/help\/registries$/)
    await page.goBack()
    await card.getByRole('link', { name: 'Say where the registry is' }).click()
    await expect(page.getByLabel('Registry Address', { exact: true })).toBeInViewport()
    await page.getByLabel('Registry Address', { exact: true }).fill('registry.example.com')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Configuration has been successfully saved.')).toBeVisible()
    await page.goto('/projects')
    await expect(open).toHaveCount(4)
    await card.getByRole('link', { name: 'Create a robot account' }).click()
    // Nothing is there yet: what it is, and the way to the first.
    await expect(page.getByText(/A robot account is a name and a secret/)).toBeVisible()
    await expectNoViolationsInThemes(page)
    await page.getByRole('button', { name: 'Create the first one' }).click()
    await expect(page.getByRole('dialog', { name: /Create/ })).toBeVisible()
    const name = unique('bot')
    const secret = await createRobot(page, 'library', name)
    const authorization = `Basic ${Buffer.from(`robot$library+${name}:${secret}`).toString('base64')}`
    const token = await fetch(`${server.url}/service/token?service=harbor-registry`, { headers: { authorization } })
    expect(token.status).toBe(200)
    await expect(async () => {
      await page.goto('/projects')
      await expect(open).toHaveCount(1, { timeout: 500 })
    }).toPass()
    await card.getByRole('link', { name: 'Change your password' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change password' })
    await expect(dialog.locator('input')).toHaveCount(3)
    const [present, password, again] = await dialog.locator('input').all()
    await present!.fill(adminPassword)
    await password!.fill('Another-password-1')
    await again!.fill('Another-password-1')
    await dialog.getByRole('button', { name: /Change|Save|OK/ }).click()
    await expect(dialog).toHaveCount(0)
    await page.goto('/projects')
    await expect(page.getByRole('table')).toBeVisible()
    await expect(card).toHaveCount(0)
  } finally {
    await context.close()
    await server.stop()
  }
})

test('others see no first steps', async ({ pageOf, project }) => {
  const page = await pageOf('projectAdmin')
  await page.goto('/projects')
  await expect(page.getByRole('link', { name: project.name })).toBeVisible()
  await expect(page.getByRole('region', { name: 'First steps' })).toHaveCount(0)
})

test.describe('help and about', () => {
  test.use({ viewer: 'systemAdmin' })

  test('stand in the account menu and where the documents say "read more", with nothing from elsewhere', async ({
    page,
    server,
  }) => {
    const foreign: string[] = []
    page.on('request', (request) => void (request.url().startsWith(server.url) || foreign.push(request.url())))
    await page.goto('/administration/robots')
    await page.getByRole('link', { name: 'Read more', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Help', level: 1 })).toBeVisible()
    await expectNoViolationsInThemes(page)
    for (const manual of await page.getByRole('main').getByRole('link').all()) {
      expect((await page.request.get((await manual.getAttribute('href'))!)).status()).toBe(200)
    }
    await page.goto('/administration/configuration')
    await page.getByRole('link', { name: 'Read more about the prefix' }).click()
    await expect(page).toHaveURL(/\/help\/configuration$/)
    await expectNoViolationsInThemes(page)
    await openAccountMenu(page)
    await page.getByRole('menuitem', { name: 'About' }).click()
    await expect(page.getByText('Last notification of a registry')).toBeVisible()
    await expectNoViolationsInThemes(page)
    await page.getByRole('link', { name: 'API description' }).click()
    await expect(page.getByText('POST /robots', { exact: true })).toBeVisible()
    await expectNoViolationsInThemes(page)
    await openAccountMenu(page)
    await page.getByRole('menuitem', { name: 'Help' }).click()
    await expect(page).toHaveURL(/\/help$/)
    expect(foreign).toEqual([])
  })

  test('a page that the manual has not is not found', async ({ page, allowErrors }) => {
    allowErrors(/404/)
    expect((await page.goto('/help/..%2f..%2fpackage.json'))!.status()).toBe(404)
    expect((await page.goto('/help/nothing'))!.status()).toBe(404)
  })
})
