import type { Browser, Page } from '@playwright/test'
import { askToken } from './ask-token'
import type { Clone } from './clone'
import { expect, test, unique } from './fixtures'
import { makeOtherBuild } from './other-build'
import { lostOf, othersThan, startLoad, tell, type Made, type Tallies } from './outage-load'
import { query } from './postgres-database'
import { previousBuild, previousRevision } from './previous-revision'
import { editor, makeCallers, makeRegistry, makeWorld, type Edits } from './rolling-world'
import type { TestServer } from './server'

// A proof of its own, `npm run prove -- rolling`: it builds the previous revision.
const missing = `git does not have the version before, ${previousRevision}, as in a shallow clone`
let previous: string | null
let next: Clone

test.beforeAll(async () => {
  test.setTimeout(600_000)
  previous = await previousBuild()
  // Under other names, so that no script is the same in both, however little the pages have changed.
  if (previous !== null) next = makeOtherBuild()
  else console.log(`\n!!! The rolling upgrade was NOT SHOWN: ${missing}\n`)
})
test.afterAll(() => next?.remove())

/** What the test has started, however it ends; the last first. */
const started: (() => Promise<unknown>)[] = []
test.afterEach(async () => {
  for (let end = started.pop(); end; end = started.pop()) await end()
})

const strict = ['200', '201', 'done']
/** A monitor's question waits two seconds at most, which is little on a busy machine. */
const sooner = { health: ['503'] }

/** Every answer of a part of the test was one of these; what was sent twice by the balancer is one of them. */
function expectOnly(part: string, tallies: Tallies, allowed = strict, more: Record<string, string[]> = {}): void {
  console.log(part)
  tell(tallies)
  const wrong = [...tallies].flatMap(([door, tally]) =>
    othersThan([...allowed, ...({ ...sooner, ...more }[door] ?? [])], tally).map((status) => `${door}: ${status}`),
  )
  expect(wrong, part).toEqual([])
}

/**
 * The same where the version before answers, too. After a standstill of the machine that one takes an answer of the
 * database for late, and says 503 with `Retry-After`; asked again, it answers. It must stay rare.
 */
function expectOnlyWithOld(part: string, tallies: Tallies, more: Record<string, string[]> = {}): void {
  const mayAgain = [...tallies].flatMap(([door, { statuses }]) => {
    const answers = Object.values(statuses).reduce((sum, count) => sum + count, 0)
    return (statuses['503'] ?? 0) <= Math.max(1, answers / 10)
      ? [[door, ['503', ...(more[door] ?? [])]] as [string, string[]]]
      : []
  })
  expectOnly(part, tallies, strict, { ...more, ...Object.fromEntries(mayAgain) })
}

/** Those whose secret is not taken, or gives something else, at one of the doors. */
async function refusedAt(servers: TestServer[], made: readonly Made[]): Promise<string[]> {
  const refused: string[] = []
  for (const { url } of servers)
    for (let start = 0; start < made.length; start += 20)
      await Promise.all(
        made.slice(start, start + 20).map(async (robot) => {
          const { status, actions } = await askToken(url, robot, 'library/app')
          if (status !== 200 || actions.join() !== 'pull') refused.push(`${robot.name} ${status} ${actions.join()}`)
        }),
      )
  return refused
}

test('two replicas become the next version one by one, and the previous again, under load: nobody is refused, nothing is lost', async ({
  browser,
}) => {
  test.skip(previous === null, missing)
  test.setTimeout(600_000)
  const world = await makeWorld()
  started.push(world.end)
  const { balancer, cluster } = world
  const old = previous!
  let console1 = await world.startConsole(old)
  let door1 = await world.startDoor(console1, old)
  const { state, cookie, robot } = await makeCallers(balancer.url)
  const registry = await makeRegistry(balancer.url, robot)
  started.push(registry.stop)
  const edits: Edits = new Map()
  const load = startLoad({
    ...{ url: balancer.url, robot, cookie, writers: 4, restMs: 50 },
    others: (client) => [editor(balancer.url, cookie, client.ask, client.made, edits), ...registry.client(client)],
  })
  started.push(load.stop)
  const goesOn = async () => {
    const before = load.made.length
    await expect.poll(() => load.made.length, { timeout: 60_000 }).toBeGreaterThan(before + 10)
  }
  const open = await openPages(browser, balancer.url, state)
  await goesOn()
  expectOnlyWithOld('the previous version', await load.turn())

  const console2 = await world.startConsole(next.folder)
  await goesOn()
  await open.fresh()
  expectOnlyWithOld('a new console beside them', await load.turn())

  const { unanswered } = balancer.counts
  await world.kill(door1)
  await world.kill(console1)
  console1 = await world.startConsole(old)
  door1 = await world.startDoor(console1, old)
  await goesOn()
  // A change that its replica did not answer any more is not sent again by anybody but who asked for it.
  expectOnlyWithOld('the old ones killed, and started again', await load.turn(), { change: ['502'] })
  expect(await refusedAt([console1, console2, door1], load.made.slice())).toEqual([])

  const lastUnanswered = balancer.counts.unanswered - unanswered

  await cluster.crash('SIGQUIT')
  // A replica that starts meanwhile ends with a sentence, and is started again.
  await expect(world.startDoor(console2, next.folder)).rejects.toThrow(
    /ended with 1:\nDATABASE_URL: the database at \S+ cannot be used \(.*\)\.\n$/,
  )
  await cluster.restart()
  await goesOn()
  expectOnly('PostgreSQL crashed', await load.turn(), [...strict, '503'], {
    'skopeo push': ['failed'],
    'skopeo pull': ['failed'],
  })

  const exits = [await world.takeOut(console1)]
  await goesOn()
  const door2 = await world.startDoor(console2, next.folder)
  exits.push(await world.takeOut(door1))
  await goesOn()
  expectOnly('the old ones gone', await load.turn())
  await open.goOn(load.made)
  expect(await refusedAt([console2, door2], load.made.slice())).toEqual([])

  // And back.
  const console3 = await world.startConsole(old)
  exits.push(await world.leave(console2))
  const door3 = await world.startDoor(console3, old)
  exits.push(await world.leave(door2))
  await goesOn()
  expectOnlyWithOld('the previous version again', await load.turn())
  await load.stop()
  expect(await refusedAt([console3, door3], load.made)).toEqual([])

  const { lost, halves } = await lostOf(cluster.url, load.made)
  const texts = await query<{ id: number; description: string }>(cluster.url, 'SELECT id, description FROM "Robot"')
  const unedited = texts.filter(({ id, description }) => !(edits.get(id) ?? [description]).includes(description))
  console.log(
    `  ${load.made.length} made, ${edits.size} edited, ${lost.length} lost, ${halves} half written, exits ${exits.join(' ')}, ${JSON.stringify(balancer.counts)}`,
  )
  expect([exits, lost, halves, unedited]).toEqual([[0, 0, 0, 0], [], 0, []])
  expect(balancer.counts.unanswered, 'of requests that were not sent again, but where a replica was killed').toBe(
    lastUnanswered,
  )
})

/** Pages that stand open from before: a wizard half filled in, and a changed form. */
async function openPages(browser: Browser, url: string, state: Awaited<ReturnType<typeof makeCallers>>['state']) {
  const context = await browser.newContext({ baseURL: url, storageState: state, locale: 'en-US', timezoneId: 'UTC' })
  const [wizard, form] = [await context.newPage(), await context.newPage()]
  const name = unique('open')
  await wizard.goto('/projects/library/robots', { waitUntil: 'networkidle' })
  await wizard.getByRole('button', { name: 'New robot account' }).click()
  await wizard.getByLabel('Name', { exact: true }).fill(name)
  await wizard.getByRole('button', { name: 'Next' }).click()
  await wizard.getByRole('checkbox', { name: 'Repository: Pull' }).check()
  await form.goto('/administration/configuration', { waitUntil: 'networkidle' })
  await form.getByRole('textbox', { name: 'Robot Name Prefix' }).fill('bot+')
  const loads = countLoads(form)

  return {
    /** A page that is opened while both versions answer works, whoever answers what. */
    async fresh() {
      for (let time = 0; time < 4; time++) {
        const page = await context.newPage()
        const loads = countLoads(page)
        await page.goto('/projects')
        await page.getByRole('link', { name: 'library' }).click()
        // Pressed again where the page was loaded anew meanwhile.
        await expect(async () => {
          const name = page.getByLabel('Name', { exact: true })
          if (!(await name.isVisible()))
            await page.getByRole('button', { name: 'New robot account' }).click({ timeout: 5_000 })
          await expect(name).toBeVisible({ timeout: 5_000 })
        }).toPass()
        // Once more at most, where the one that answered first and the one that was asked next are of two versions.
        expect(loads()).toBeLessThanOrEqual(3)
        await page.close()
      }
    },
    async goOn(made: Made[]) {
      await wizard.getByRole('button', { name: 'Finish' }).click()
      const secret = wizard.getByRole('dialog', { name: /Created/ }).getByLabel('Secret', { exact: true })
      await expect(secret).toHaveValue(/^hrb_/)
      const full = `robot$library+${name}`
      expect(
        await refusedAt([{ url }] as TestServer[], [{ ...made[0]!, name: full, secret: await secret.inputValue() }]),
      ).toEqual([])
      await form.getByRole('button', { name: /^Account of / }).click()
      await form.getByRole('menuitem', { name: 'Change password' }).click()
      await expect(form.getByRole('dialog', { name: 'Change password' })).toBeVisible()
      await expect(form.locator('#robotNamePrefix')).toHaveValue('bot+')
      expect(loads()).toBeLessThanOrEqual(1)
    },
  }
}

function countLoads(page: Page): () => number {
  let loads = 0
  page.on('domcontentloaded', () => loads++)
  return () => loads
}
