// Seconds per step of the system robots' pages with 5,000 projects, as a person waits for them: production server,
// real browser, from the press of a button until its result can be seen. Run as bench/README.md says.
import { chromium, expect, type Locator, type Page } from '@playwright/test'
import { startSeed } from '../e2e/seed'
import { adminPassword, startServer } from '../e2e/server'

const [projectCount, coveredCount, rounds] = [5_000, 1_200, 5]
const covered = `${coveredCount.toLocaleString('en')} Projects`
const access = ['repository:pull', 'repository:push', 'tag:list']
const seconds = new Map<string, number[]>()

async function measure(step: string, run: () => Promise<unknown>): Promise<void> {
  const start = performance.now()
  await run()
  seconds.set(step, [...(seconds.get(step) ?? []), (performance.now() - start) / 1000])
}

const button = (scope: Page | Locator, name: string | RegExp, exact = false) =>
  scope.getByRole('button', { name, exact })

async function signIn(page: Page): Promise<void> {
  await page.goto('/administration/robots')
  await page.getByLabel('Username').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await button(page, 'Log in').click()
  await expect(button(page, covered).first()).toBeVisible()
}

async function closeSecret(page: Page): Promise<void> {
  await button(page.getByRole('dialog', { name: /^Created/ }), 'Close').click()
  await button(page.getByRole('alertdialog'), 'Close').click()
}

async function openThirdStep(page: Page, name: string): Promise<Locator> {
  await button(page, 'New robot account').click()
  const wizard = page.getByRole('dialog', { name: 'Create System Robot Account' })
  await wizard.getByLabel('Name', { exact: true }).fill(name)
  await button(wizard, 'Next').click()
  await button(wizard, 'Next').click()
  return wizard
}

const shows = (scope: Locator, text: string | RegExp) => expect(scope.getByText(text)).toBeVisible({ timeout: 30_000 })

async function look(page: Page): Promise<void> {
  await measure('open the list', async () => {
    await page.goto('/administration/robots?q=wide')
    await expect(button(page, covered)).toBeVisible()
  })
  const dialog = page.getByRole('dialog', { name: 'Projects for Robot Account' })
  await measure('open the projects dialog', async () => {
    await button(page, covered).click()
    await shows(dialog, `1 - 10 of ${coveredCount.toLocaleString('en')} items`)
  })
  await measure('its last page', async () => {
    await button(dialog, 'Last page').click()
    await shows(dialog, /^1,191 - 1,200 of /)
  })
  await button(dialog, 'Close').last().click()
}

async function create(page: Page, round: number): Promise<void> {
  let wizard = await openThirdStep(page, `filtered-${round}`)
  await measure('open the third step', () => shows(wizard, /^1 - 5 of 5,00\d items$/))
  await measure('its last page', async () => {
    await button(wizard, 'Last page').click()
    await shows(wizard, /^(4,996|5,001) - 5,00\d of /)
  })
  await measure('sort by creation time', async () => {
    await button(wizard, 'Creation Time').click()
    await shows(wizard, /^1 - 5 of 5,00\d items$/)
  })
  await measure('filter by name (0.3 s of it the pause in typing)', async () => {
    await wizard.getByLabel('Filter by project name').fill('scale-00')
    await shows(wizard, '1 - 5 of 1,000 items')
  })
  await measure('select the 1,000 matching projects', async () => {
    await button(wizard, 'Select matching projects').click()
    await shows(wizard, /^1000 projects selected|^1,000 projects selected/)
  })
  await measure('reset the permissions of all', async () => {
    await button(wizard, 'Reset all project permissions').click()
    await page.getByRole('checkbox', { name: 'Repository: Push' }).check()
    await page.keyboard.press('Escape')
    await expect(wizard.getByText(/no permission yet/)).toBeHidden()
  })
  await measure('finish with 1,000 named projects', async () => {
    await button(wizard, 'Finish').click()
    await shows(page.getByRole('dialog', { name: /^Created/ }), /only time/)
  })
  await closeSecret(page)

  wizard = await openThirdStep(page, `every-${round}`)
  await shows(wizard, /^1 - 5 of 5,00\d items$/)
  await measure('select all projects', async () => {
    await button(wizard, 'Select all projects', true).click()
    await shows(wizard, /projects selected/)
  })
  await button(wizard, 'Reset all project permissions').click()
  await page.getByRole('checkbox', { name: 'Repository: Push' }).check()
  await page.keyboard.press('Escape')
  await measure('finish with all 5,000 projects', async () => {
    await button(wizard, 'Finish').click()
    await shows(page.getByRole('dialog', { name: /^Created/ }), /only time/)
  })
  await closeSecret(page)
}

async function edit(page: Page, round: number): Promise<void> {
  await page.goto('/administration/robots?q=wide')
  await page.getByRole('checkbox', { name: 'Select robot$wide' }).check()
  const wizard = page.getByRole('dialog', { name: 'Edit System Robot Account' })
  await measure('open the edit of 1,200 projects, up to its third step', async () => {
    await button(page, 'Action').click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await button(wizard, 'Next').click()
    await button(wizard, 'Next').click()
    await shows(wizard, /^(1200|1,200) projects selected/)
  })
  await button(wizard, 'Back').click()
  await button(wizard, 'Back').click()
  await wizard.getByLabel('Description').fill(`Round ${round}`)
  await button(wizard, 'Next').click()
  await button(wizard, 'Next').click()
  await measure('finish the edit', async () => {
    await button(wizard, 'Finish').click()
    await expect(page.getByText('Robot account robot$wide updated.')).toBeVisible()
  })
}

function report(): void {
  const width = Math.max(...[...seconds.keys()].map((step) => step.length))
  const lines = [...seconds].map(([step, values]) => {
    const sorted = [...values].sort((one, other) => one - other)
    const median = sorted[Math.floor(sorted.length / 2)]!
    return `${step.padEnd(width)}  ${median.toFixed(2)}  ${sorted.at(-1)!.toFixed(2)}`
  })
  process.stdout.write(`${'step'.padEnd(width)}  median  worst of ${rounds}, seconds\n${lines.join('\n')}\n`)
}

const [, , executablePath = '/usr/bin/chromium', databaseUrl] = process.argv
const server = await startServer(databaseUrl ? { DATABASE_URL: databaseUrl, SECRET_KEY: 'b'.repeat(64) } : {})
const seed = await startSeed(server.env)
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
try {
  const names = await seed.manyProjects({ stem: 'scale', count: projectCount })
  const projects = Object.fromEntries(names.slice(0, coveredCount).map((name) => [name, access]))
  await seed.systemRobot({ name: 'wide', systemAccess: [], projects })
  const page = await browser.newPage({ baseURL: server.url, locale: 'en-US', viewport: { width: 1440, height: 900 } })
  await signIn(page)
  for (let round = 1; round <= rounds; round++) {
    await look(page)
    await create(page, round)
    await edit(page, round)
  }
  report()
} finally {
  await browser.close()
  seed.stop()
  await server.stop()
}
