import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { armor, Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { Browser, Page } from '@playwright/test'
import { expect, expectNoViolations, expectNoViolationsInThemes, test } from './fixtures'
import { createRobot, row } from './verbs'

test.use({ viewer: 'projectAdmin' })

const gone = /This link opens nothing/
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const shown = (page: Page) => page.getByLabel('Secret', { exact: true })

/** Makes a link in the open dialog and answers its address. */
async function makeLink(page: Page, passphrase?: string): Promise<string> {
  if (passphrase !== undefined) await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await button(page, 'Make link').click()
  return page.getByRole('textbox', { name: 'One-time link' }).inputValue()
}

/** A browser of somebody who is not signed in, at an address. */
async function elsewhere(browser: Browser, url: string, options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] }, locale: 'en-US', ...options })
  const page = await context.newPage()
  const requests: string[] = []
  page.on('request', (request) =>
    requests.push(`${request.method()} ${request.url()} ${request.headers().referer ?? ''}`),
  )
  await page.goto(url)
  return { page, requests, close: () => context.close() }
}

test('opens once, by somebody who is not signed in, and tells from where', async ({
  page,
  browser,
  project,
  server,
  seed,
}) => {
  const secret = await createRobot(page, project.name, 'ci')
  await button(page, 'One-time link').click()
  await expectNoViolationsInThemes(page)
  const url = await makeLink(page)
  await expectNoViolations(page)
  const key = new URL(url).hash.slice(1)
  expect(key).toMatch(/^[\w-]{22}$/)

  // What a preview does, with and without the page's headers.
  const asked: Record<string, string>[] = [{}, { rsc: '1' }]
  for (const headers of asked) {
    const preview = await page.request.get(url, { headers })
    expect(preview.headers()['cache-control']).toContain('no-store')
    expect(await preview.text()).not.toContain(secret)
  }
  const first = await elsewhere(browser, url)
  await expect(first.page).toHaveURL(url.slice(0, url.indexOf('#')))
  await expect(button(first.page, 'Show the secret')).toBeEnabled()
  await expect(first.page.locator('meta[name=robots]').first()).toHaveAttribute('content', /noindex/)
  await expectNoViolationsInThemes(first.page)
  const second = await elsewhere(browser, url)
  await button(first.page, 'Show the secret').focus()
  await first.page.keyboard.press('Enter')
  await expect(shown(first.page)).toHaveValue(secret)
  await expect(first.page.getByLabel('Name', { exact: true })).toHaveValue(`robot$${project.name}+ci`)
  await button(first.page, 'Copy name').click()
  await expect(first.page.getByRole('status').filter({ hasText: /^Copied$/ })).toBeVisible()
  await expect(first.page).toHaveURL(url.slice(0, url.indexOf('#')))
  await expectNoViolationsInThemes(first.page)
  await button(second.page, 'Show the secret').click()
  await expect(second.page.getByText(gone)).toBeVisible()
  const downloading = first.page.waitForEvent('download')
  await button(first.page, 'Export to file').click()
  expect((await downloading).suggestedFilename()).toBe(`robot$${project.name}+ci.json`)
  await first.page.reload()
  await expect(first.page.getByText('The key is missing in this address.')).toBeVisible()
  for (const { requests } of [first, second]) expect(requests.join('\n')).not.toContain(key)
  await Promise.all([first.close(), second.close()])

  await expect(page.getByText(/^Opened .+ from 127\.0\.0\.1$/)).toBeVisible()
  // It is in other hands: closing asks nothing.
  await button(page, 'Close').click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: /^Account of / }).click()
  await page.getByRole('menuitem', { name: 'One-time links' }).click()
  await expect(row(page, `robot$${project.name}+ci`)).toContainText(/Opened.*from 127\.0\.0\.1/)
  await expectNoViolationsInThemes(page)
  for (const text of [server.log(), await seed.everything()]) {
    expect(text).not.toContain(secret)
    expect(text).not.toContain(key)
  }
})

test('withdrawn, or with wrong passphrases, it opens nothing; and the right one in between', async ({
  page,
  browser,
  project,
}) => {
  const secret = await createRobot(page, project.name, 'ci')
  await button(page, 'One-time link').click()
  await page.getByLabel('Passphrase', { exact: true }).fill('short')
  await expect(page.getByText('8 to 128 characters, or nothing at all.')).toBeVisible()
  const url = await makeLink(page, 'a long enough phrase')
  const reader = await elsewhere(browser, url)
  const phrase = reader.page.getByLabel('Passphrase', { exact: true })
  await phrase.fill('not this one')
  await reader.page.keyboard.press('Enter')
  await expect(reader.page.getByText(gone)).toBeVisible()
  await phrase.fill('a long enough phrase')
  await reader.page.keyboard.press('Enter')
  await expect(shown(reader.page)).toHaveValue(secret)
  await reader.close()
  await button(page, 'Withdraw').click()
  await expect(page.getByText('This link was opened or is over already.')).toBeVisible()

  for (const place of ['dialog', 'list'] as const) {
    await button(page, 'One-time link').click()
    await button(page, 'One-time link').click()
    const withdrawn = await makeLink(page)
    if (place === 'dialog') await button(page, 'Withdraw').click()
    else {
      await page.goto('/links')
      await page.getByRole('button', { name: /^Withdraw the link for/ }).click()
      await page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click()
    }
    await expect(page.getByText(/^The link was withdrawn/)).toBeVisible()
    const late = await elsewhere(browser, withdrawn)
    await button(late.page, 'Show the secret').click()
    await expect(late.page.getByText(gone)).toBeVisible()
    await late.close()
  }
})

const words = {
  'en-US': 'A secret for you',
  de: 'Ein Secret für Sie',
  fr: 'Un secret pour vous',
  'zh-CN': '给您的密钥',
}

test('its page speaks each language, on a narrow screen and without JavaScript', async ({ browser, server }) => {
  for (const [locale, title] of Object.entries(words)) {
    const { page, close } = await elsewhere(browser, `${server.url}/link/nobodys#no-key.p`, {
      locale,
      viewport: { width: 390, height: 800 },
    })
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    await page.locator('#passphrase').fill('x')
    await page.keyboard.press('Enter')
    await expect(page.locator('.alert-danger')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await close()
  }
  // Chromium does not show what stands there when a test forbids it to run scripts.
  const page = await (await browser.newContext()).request.get(`${server.url}/link/nobodys`)
  expect(await page.text()).toMatch(/<noscript>.*This page needs JavaScript.*<\/noscript>/)
})

test('sealed to a public key it is read with the private one, which is taken nowhere', async ({ page, project }) => {
  const secret = await createRobot(page, project.name, 'ci')
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.postData() ?? ''))
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  await button(page, 'Sealed to a public key').click()
  const keys = page.getByLabel('Public keys')
  await keys.fill(identity)
  await expect(page.getByRole('alert').filter({ hasText: 'This is a private key' })).toBeVisible()
  await expect(keys).toHaveValue('')
  await expectNoViolationsInThemes(page)
  await keys.fill(`${recipient}\nssh-ed25519 AAAA`)
  await button(page, 'Seal').click()
  await expect(page.getByText('SSH keys are not supported')).toBeVisible()
  await keys.fill(`\n${recipient.slice(0, -1)}${recipient.endsWith('q') ? 'p' : 'q'}`)
  await button(page, 'Seal').click()
  await expect(page.getByText('Line 2 is no age public key')).toBeVisible()
  await keys.fill(recipient)
  await button(page, 'Seal').click()
  const sealed = await page.getByRole('textbox', { name: 'Sealed secret' }).inputValue()
  await expectNoViolationsInThemes(page)
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  expect(await decrypter.decrypt(armor.decode(sealed), 'text')).toBe(secret)
  expect(sent.join('\n')).not.toMatch(new RegExp(`${secret}|${identity}|${recipient}`))
  await button(page, 'Close').click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  test.skip((process.env.TEST_MISSING_TOOLS ?? '').split(',').includes('age'), 'needs age')
  const folder = mkdtempSync(path.join(tmpdir(), 'age-'))
  writeFileSync(path.join(folder, 'key.txt'), `${identity}\n`, { mode: 0o600 })
  const read = spawnSync('age', ['--decrypt', '-i', path.join(folder, 'key.txt')], { input: sealed })
  rmSync(folder, { recursive: true })
  expect([read.status, String(read.stdout)], String(read.stderr)).toEqual([0, secret])
})
