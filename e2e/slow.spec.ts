import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { openAccountMenu } from './verbs'

test.use({ viewer: 'projectAdmin' })

/** What says that something is on its way, for eyes and for assistive technology. */
const sign = '[aria-busy="true"], .spinner'

/** Runs in the page, as a text: notes how long after the last press or key the first sign was there. */
const watchSigns = `
  window.watchSigns = () => {
    window.sign = undefined
    let at = performance.now()
    const act = () => (at = performance.now())
    for (const name of ['pointerdown', 'keydown', 'input']) addEventListener(name, act, { capture: true })
    new MutationObserver((_, observer) => {
      if (!document.querySelector('${sign}')) return
      observer.disconnect()
      window.sign = performance.now() - at
    }).observe(document, { subtree: true, childList: true, attributes: true })
  }
`

async function slowDown(page: Page) {
  const client = await page.context().newCDPSession(page)
  await client.send('Network.enable')
  const throughput = 400_000 / 8
  const line = { offline: false, latency: 400, downloadThroughput: throughput, uploadThroughput: throughput }
  await client.send('Network.emulateNetworkConditions', line)
}

test('on a line of 400 kbit/s whatever takes its time says so at once', async ({ page, project, seed }) => {
  test.slow()
  for (let index = 0; index < 16; index++) await seed.robot({ project: project.name, name: `bot-${index}` })
  await page.addInitScript({ content: watchSigns })
  await page.goto(`/projects/${project.name}/robots`, { waitUntil: 'networkidle' })
  await slowDown(page)
  const dialog = page.getByRole('dialog', { name: /Create/ })
  const name = page.getByLabel('Name', { exact: true })
  const steps: [string, () => Promise<void>, () => Promise<void>][] = [
    [
      'a dialog whose script has yet to come',
      // By the keyboard, and first: no pointer has come near.
      () => page.getByRole('button', { name: 'New robot account' }).press('Enter'),
      () => expect(dialog).toBeVisible(),
    ],
    ['whether a name is free', () => name.fill('fresh'), () => expect(page.locator(sign)).toHaveCount(0)],
    [
      'saving',
      async () => {
        await page.getByRole('button', { name: 'Next' }).click()
        await page.getByRole('checkbox', { name: 'Repository: Pull' }).check()
        await page.evaluate('watchSigns()')
        await page.getByRole('button', { name: 'Finish' }).click()
      },
      async () => {
        await page
          .getByRole('dialog', { name: /Created/ })
          .getByRole('button', { name: 'Close' })
          .click()
        await page.getByRole('alertdialog').getByRole('button', { name: /Close/ }).click()
      },
    ],
    [
      'a new order',
      () => page.getByRole('button', { name: 'Created time' }).click(),
      () => expect(page).toHaveURL(/sort=created/),
    ],
    [
      'the next page',
      () => page.getByRole('button', { name: 'Next page' }).click(),
      () => expect(page).toHaveURL(/page=2/),
    ],
    [
      'one’s own profile',
      async () => {
        await openAccountMenu(page)
        await page.evaluate('watchSigns()')
        await page.getByRole('menuitem', { name: 'Profile' }).click()
      },
      async () => {
        await expect(page.getByRole('dialog', { name: 'Profile' })).toBeVisible()
        await page.keyboard.press('Escape')
      },
    ],
    [
      'another page',
      () => page.getByRole('link', { name: 'Projects' }).first().click(),
      () => expect(page).toHaveURL(/\/projects$/),
    ],
  ]
  for (const [what, act, done] of steps) {
    await expect(page.locator(sign), `before ${what}`).toHaveCount(0)
    await page.evaluate('watchSigns()')
    await act()
    await done()
    // A busy machine is slow: 200 ms is what one finds on a quiet one.
    const after = () => page.evaluate<number>('window.sign ?? Infinity')
    await expect.poll(after, { message: what }).toBeLessThan(1_000)
    test.info().annotations.push({ type: 'sign', description: `${what}: ${(await after()).toFixed(0)} ms` })
  }
})
