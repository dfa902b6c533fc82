import type { Browser, Page } from '@playwright/test'
import type { Clone } from './clone'
import { expect, signInState, test, unique } from './fixtures'
import { adminPassword, startServer } from './server'
import { expectRow, openAccountMenu } from './verbs'

/** What is promised to who has a page open while the server behind it becomes another version. */
export function testUpgrade(makeBuild: () => Clone | Promise<Clone>): void {
  let other: Clone
  test.beforeAll(async () => {
    test.setTimeout(300_000)
    other = await makeBuild()
  })
  test.afterAll(() => other?.remove())
  test.slow()

  /** An open page of ours, and behind it, in the same place, the next version. */
  async function upgraded(browser: Browser, prepare: (page: Page) => Promise<void>) {
    const first = await startServer()
    const state = await signInState(first.url, { username: 'admin', password: adminPassword })
    const context = await browser.newContext({ baseURL: first.url, storageState: state })
    const page = await context.newPage()
    await prepare(page)
    await first.kill()
    const next = await startServer(first.env, other.folder)
    const end = async () => {
      await context.close()
      await next.stop()
      await first.stop()
    }
    return { page, end }
  }

  test('a script that is gone: one reload, which brings back what was typed and opens the dialog, but no password', async ({
    browser,
  }) => {
    const { page, end } = await upgraded(browser, async (open) => {
      await open.goto('/administration/configuration', { waitUntil: 'networkidle' })
      await open.getByRole('textbox', { name: 'Robot Name Prefix' }).fill('bot+')
    })
    await openAccountMenu(page)
    let loads = 0
    page.on('domcontentloaded', () => loads++)
    await page.getByRole('menuitem', { name: 'Change password' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change password' })
    await expect(dialog).toBeVisible()
    expect(loads).toBe(1)
    await expect(page.locator('#robotNamePrefix')).toHaveValue('bot+')
    for (const field of await dialog.locator('input').all()) expect(await field.inputValue()).toBe('')
    await end()
  })

  test('a page that just stood open: one reload, and the dialog that was asked for is there, of the new version', async ({
    browser,
  }) => {
    const { page, end } = await upgraded(browser, async (open) => {
      await open.goto('/projects/library/robots', { waitUntil: 'networkidle' })
    })
    let loads = 0
    page.on('domcontentloaded', () => loads++)
    await page.getByRole('button', { name: 'New robot account' }).click()
    await page.getByLabel('Name', { exact: true }).fill('after-the-upgrade')
    await expect(page.getByText(/Final name: robot\$library\+after-the-upgrade/)).toBeVisible()
    expect(loads).toBe(1)
    await end()
  })

  test('the secret of a robot that was made by an older page stays until its dialog is closed', async ({ browser }) => {
    const name = unique('bot')
    const { page, end } = await upgraded(browser, async (open) => {
      await open.goto('/projects/library/robots', { waitUntil: 'networkidle' })
      await open.getByRole('button', { name: 'New robot account' }).click()
      await open.getByLabel('Name', { exact: true }).fill(name)
      await open.getByRole('button', { name: 'Next' }).click()
      await open.getByRole('checkbox', { name: 'Repository: Pull' }).check()
    })
    const read = page.waitForResponse(
      (response) => response.request().method() === 'GET' && response.url().includes('_rsc'),
    )
    await page.getByRole('button', { name: 'Finish' }).click()
    const dialog = page.getByRole('dialog', { name: /Created/ })
    await read // by which the router would load the page anew
    await expect(dialog.getByLabel('Secret', { exact: true })).toHaveValue(/^hrb_/)
    const loaded = page.waitForEvent('domcontentloaded')
    await dialog.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: /Close/ }).click()
    await loaded
    await expectRow(page, name)
    await end()
  })
}
