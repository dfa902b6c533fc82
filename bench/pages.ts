// What pages weigh and how soon they can be used, of two builds by turns: see bench/README.md.
import path from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { signInState } from '../e2e/fixtures'
import { adminPassword, startServer, type TestServer } from '../e2e/server'

const rounds = 7
const robots = 40

type Scenario = { title: string; path: string; press: string; shows: string }
const scenarios: Scenario[] = [
  { title: 'robots', path: '/projects/library/robots', press: 'Action', shows: '[role=menu]' },
  { title: 'wizard', path: '/projects/library/robots', press: 'New robot account', shows: '[role=dialog]' },
  { title: 'system robots', path: '/administration/robots', press: 'New robot account', shows: '[role=dialog]' },
]
const measures = ['requests', 'script kB', 'style kB', 'all kB', 'FCP ms', 'LCP ms', 'main thread ms', 'press ms', 'press, main thread ms'] // prettier-ignore
type Measured = Record<string, number>

async function measure(browser: Browser, { url }: TestServer, state: State, scenario: Scenario): Promise<Measured> {
  const context = await browser.newContext({
    baseURL: url,
    storageState: state,
    viewport: { width: 1440, height: 900 },
  })
  const page = await context.newPage()
  const client = await context.newCDPSession(page)
  await client.send('Performance.enable', { timeDomain: 'threadTicks' })
  const taskMs = async () => {
    const { metrics } = await client.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000
  }
  const loads: { type: string; bytes: number }[] = []
  page.on('requestfinished', (request) => {
    if (request.url().startsWith('data:')) return
    void request.sizes().then(({ responseBodySize }) => loads.push({ type: request.resourceType(), bytes: responseBodySize })) // prettier-ignore
  })
  await page.addInitScript({ content: watchPaints })
  await page.goto(scenario.path, { waitUntil: 'networkidle' })
  const loaded = await taskMs()
  const [fcp, lcp] = await page.evaluate<[number, number]>('window.paints')
  const kilobytes = (type?: string) =>
    loads.reduce((sum, load) => sum + (type === undefined || load.type === type ? load.bytes : 0), 0) / 1000
  const weights = [loads.length, kilobytes('script'), kilobytes('stylesheet'), kilobytes(), fcp, lcp, loaded]
  const pressed = await press(page, scenario)
  const figures = [...weights, pressed, (await taskMs()) - loaded]
  await context.close()
  return Object.fromEntries(measures.map((name, index) => [name, figures[index]!]))
}

/** Runs in the page: as a text, since the compiler puts helpers of its own into functions. */
const watchPaints = `
  window.paints = [0, 0];
  ['paint', 'largest-contentful-paint'].forEach((type, index) =>
    new PerformanceObserver((list) => { window.paints[index] = list.getEntries().at(-1).startTime })
      .observe({ type, buffered: true }))
`

/** The pointer comes near and half a second later it presses: from there until what opens has been painted. */
async function press(page: Page, { press: name, shows }: Scenario): Promise<number> {
  const button = page.getByRole('button', { name, exact: true })
  await button.hover()
  await page.waitForTimeout(500)
  const shown = page.evaluate(
    (selector) =>
      new Promise<number>((resolve) => {
        let pressedAt = 0
        addEventListener('pointerdown', () => (pressedAt = performance.now()), { capture: true, once: true })
        const observer = new MutationObserver(() => {
          if (!document.querySelector(selector)) return
          observer.disconnect()
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressedAt)))
        })
        observer.observe(document.body, { childList: true, subtree: true })
      }),
    shows,
  )
  await button.click()
  return shown
}

type State = Awaited<ReturnType<typeof signInState>>

async function seed({ url }: TestServer): Promise<void> {
  const authorization = `Basic ${Buffer.from(`admin:${adminPassword}`).toString('base64')}`
  const permission = { kind: 'project', namespace: 'library', access: [{ resource: 'repository', action: 'pull' }] }
  for (const level of ['project', 'system']) {
    for (let index = 0; index < robots; index++) {
      const body = JSON.stringify({ name: `bot-${index}`, level, duration: 30, permissions: [permission] })
      const headers = { authorization, 'content-type': 'application/json' }
      const response = await fetch(`${url}/api/v2.0/robots`, { method: 'POST', headers, body })
      if (response.status !== 201) throw new Error(`seeding: ${response.status} ${await response.text()}`)
    }
  }
}

const median = (numbers: number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!

const before = process.argv[2]
if (!before) throw new Error('bench/pages.ts <folder of a built clone of the revision before>')
const builds = [path.resolve(before), path.join(import.meta.dirname, '..')]
const servers = await Promise.all(builds.map((folder) => startServer({ API_RATE_LIMIT: '100000' }, folder)))
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: ['--no-sandbox', '--disable-gpu'] }) // prettier-ignore
try {
  for (const server of servers) await seed(server)
  const user = { username: 'admin', password: adminPassword }
  const states = await Promise.all(servers.map(({ url }) => signInState(url, user)))
  for (const scenario of scenarios) {
    const seen: Measured[][] = servers.map(() => [])
    for (let round = 0; round <= rounds; round++) {
      for (const [index, server] of servers.entries()) {
        const measured = await measure(browser, server, states[index]!, scenario)
        if (round > 0) seen[index]!.push(measured) // the first is for the servers to warm up
      }
    }
    process.stdout.write(`\n| ${scenario.title} | before | after |\n| --- | --- | --- |\n`)
    for (const name of measures) {
      const [one, other] = seen.map((each) => median(each.map((measured) => measured[name]!)).toFixed(0))
      process.stdout.write(`| ${name} | ${one} | ${other} |\n`)
    }
  }
} finally {
  await browser.close()
  await Promise.all(servers.map((server) => server.stop()))
}
