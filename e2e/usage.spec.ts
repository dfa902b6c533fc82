import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, expectNoViolations, expectNoViolationsInThemes, unique } from './fixtures'
import { writeOciImage } from './oci-image'
import { test } from './registry-fixtures'
import { startSeed, type Seed } from './seed'
import { startServer, type TestServer } from './server'
import { chooseRowAction, columnTexts, expectRow, row } from './verbs'

test.use({ viewer: 'projectAdmin' })

const robotsOf = (project: string, query = '') => `/projects/${project}/robots${query}`
type Robot = { name: string; secret: string }

/** As a registry's client does it, which is written down a moment later. */
async function use({ url }: TestServer, seed: Seed, robot: Robot) {
  const client = unique('client')
  await requestToken(url, robot, client)
  await expect.poll(() => seed.everything()).toContain(client)
  return client
}

async function requestToken(url: string, { name, secret }: Robot, client: string) {
  const authorization = `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`
  const headers = { authorization, 'user-agent': client }
  const response = await fetch(`${url}/service/token?service=harbor-registry`, { headers })
  expect(response.status).toBe(200)
}

test('a token request shows in the list within seconds, and in the panel', async ({ page, project, seed, server }) => {
  const robot = await seed.robot({ project: project.name, name: 'ci' })
  await seed.robot({ project: project.name, name: 'idle' })
  await page.goto(robotsOf(project.name))
  await expectRow(page, robot.name, [/^Never: activity/])
  await requestToken(server.url, robot, 'skopeo/1.18.0\t(tests)')
  await expect.poll(() => seed.everything()).toContain('skopeo/1.18.0 (tests)')
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expectRow(page, robot.name, [/^(just now|\d+ minutes? ago): activity/])
  const opener = page.getByRole('button', { name: `ago: activity of ${robot.name}` })
  await expect(opener.or(page.getByRole('button', { name: `now: activity of ${robot.name}` }))).toHaveAttribute(
    'title',
    / UTC$/,
  )

  await chooseRowAction(page, robot.name, 'Activity')
  const panel = page.getByRole('dialog', { name: 'Activity' })
  const uses = panel.getByRole('table', { name: 'Last uses' })
  await expectRow(uses, 'Created', ['skopeo/1.18.0 (tests)', '127.0.0.1'])
  await expect(panel.getByText('No repository was touched.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
})

test('an orderly stop writes what was used a moment before', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'usage-'))
  const server = await startServer({ DATA_DIR: path.join(folder, 'data') })
  try {
    const seed = await startSeed(server.env)
    await seed.project({ name: 'short' })
    const robot = await seed.robot({ project: 'short', name: 'ci' })
    const client = unique('client')
    // The first use is written soon; the one right after it would wait for its minute.
    await use(server, seed, robot)
    await requestToken(server.url, robot, client)
    expect(await seed.everything()).not.toContain(client)
    await server.stop()
    expect(await seed.everything()).toContain(client)
    seed.stop()
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true })
  }
})

test('a guest sees when and by what a robot was used, but not from where', async ({
  pageOf,
  project,
  seed,
  server,
}) => {
  const robot = await seed.robot({ project: project.name, name: 'ci' })
  const client = await use(server, seed, robot)
  const page = await pageOf('guest')
  await page.goto(robotsOf(project.name, '?sort=-used'))
  await expectRow(page, robot.name, [/(now|ago): activity/])
  await page.getByRole('button', { name: `activity of ${robot.name}` }).click()
  const panel = page.getByRole('dialog', { name: 'Activity' })
  await expect(panel.getByRole('cell', { name: client })).toBeVisible()
  await expect(panel.getByText('127.0.0.1')).toHaveCount(0)
})

test('the panel says that it could not be loaded, and loads on the second try', async ({
  page,
  project,
  seed,
  allowErrors,
}) => {
  allowErrors(/activity/)
  await seed.robot({ project: project.name, name: 'ci' })
  await page.route('**/activity', (route) => route.abort())
  await page.goto(robotsOf(project.name))
  await page.getByRole('button', { name: /activity of/ }).click()
  const panel = page.getByRole('dialog', { name: 'Activity' })
  await expect(panel.getByRole('alert')).toContainText('could not be loaded')
  await page.unroute('**/activity')
  await panel.getByRole('button', { name: 'Try again' }).click()
  await expect(panel.getByRole('table', { name: 'Last uses' })).toBeVisible()
})

test('filters by keyboard; the URL carries the filter with search and order, and there is a way back', async ({
  page,
  project,
  seed,
}) => {
  const { name } = project
  await seed.robot({ project: name, name: 'fresh' })
  await seed.robot({ project: name, name: 'old', ageDays: 40, durationDays: -1 })
  await seed.robot({ project: name, name: 'older', ageDays: 100, durationDays: -1, disabled: true })
  await seed.robot({ project: name, name: 'ends', ageDays: 26, durationDays: 30 })
  await seed.robot({ project: name, name: 'ended', ageDays: 26, durationDays: 10 })
  await page.goto(robotsOf(name, '?sort=-name'))
  await expect(page.getByText('1 - 5 of 5 items')).toBeVisible()

  const names = async () => (await columnTexts(page, 1)).map((full) => full.split('+')[1])
  await page.getByRole('button', { name: 'Filter' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitemradio', { name: 'All robot accounts' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitemradio', { name: 'Unused for 30 days' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/sort=-name&filter=unused-30/)
  await expect.poll(names).toEqual(['older', 'old'])
  const control = page.getByRole('button', { name: 'Filter: Unused for 30 days' })
  await expect(control).toBeVisible()

  for (const [filter, found] of Object.entries({
    'unused-90': ['older'],
    'never-used': ['older', 'old', 'fresh', 'ends', 'ended'],
    'expires-7': ['ends'],
    'expires-30': ['fresh', 'ends'],
    expired: ['ended'],
    disabled: ['older'],
    nonsense: ['older', 'old', 'fresh', 'ends', 'ended'],
  })) {
    await page.goto(robotsOf(name, `?sort=-name&filter=${filter}`))
    await expect.poll(names, filter).toEqual(found)
  }

  await page.goto(robotsOf(name, '?filter=expired&q=old'))
  await expect(page.getByText('No robot account matches.')).toBeVisible()
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Clear filter' }).last().click()
  await expect(page.getByText('1 - 2 of 2 items')).toBeVisible()
  await page.goBack()
  await page.getByRole('button', { name: 'Clear filter' }).first().press('Enter')
  await expect(page.getByRole('button', { name: 'Filter', exact: true })).toBeFocused()
  await expect(page).toHaveURL(/\?q=old$/)
})

test('sorts by last use: never used first, and last the other way round', async ({ page, project, seed, server }) => {
  const robots: Robot[] = []
  for (const name of ['a', 'b']) robots.push(await seed.robot({ project: project.name, name }))
  await use(server, seed, robots[0]!)
  await page.goto(robotsOf(project.name))
  await expectRow(page, robots[0]!.name, [/(now|ago): activity/])
  await page.getByRole('button', { name: /^Last used/ }).click()
  await expect(page).toHaveURL(/sort=used/)
  await expect.poll(() => columnTexts(page, 1)).toEqual([robots[1]!.name, robots[0]!.name])
  await page.getByRole('button', { name: /^Last used/ }).click()
  await expect.poll(() => columnTexts(page, 1)).toEqual([robots[0]!.name, robots[1]!.name])
})

test('a real registry’s notifications: pushes, pulls and deletes by repository and day', async ({
  page,
  project,
  seed,
  skopeo,
}) => {
  const access = ['repository:pull', 'repository:push', 'repository:delete']
  const robot = await seed.robot({ project: project.name, name: 'ci', access })
  const [app, other] = [`${project.name}/app`, `${project.name}/other`]
  await skopeo.login(robot)
  expect((await skopeo.push(writeOciImage(skopeo.home), `${app}:1`)).code).toBe(0)
  expect((await skopeo.pull(`${app}:1`, `oci:${skopeo.home}/copy:1`)).code).toBe(0)
  expect((await skopeo.push(writeOciImage(skopeo.home, unique('text')), `${other}:1`)).code).toBe(0)
  expect((await skopeo.remove(`${other}:1`)).code).toBe(0)

  await page.goto(robotsOf(project.name))
  const panel = page.getByRole('dialog', { name: 'Activity' })
  const repositories = panel.getByRole('table', { name: /^Repositories/ })
  await expect(async () => {
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: `activity of ${robot.name}` }).click()
    // The registry sends them behind the client's back.
    for (const name of [app, other]) await expect(row(repositories, name)).toBeVisible({ timeout: 2_000 })
    const cells = async (name: string) => (await row(repositories, name).getByRole('cell').allInnerTexts()).slice(1, 4)
    expect(await cells(app)).toEqual(['1', '1', '0'])
    expect(await cells(other)).toEqual([expect.any(String), '1', '1'])
  }).toPass()
  await expect(panel.getByRole('img', { name: /^\d pulls?, 2 pushes and 1 delete in the last 30 days$/ })).toBeVisible()
  await panel.getByText('Show as table').click()
  await expect(panel.getByRole('table', { name: 'Last 30 days' }).getByRole('row')).toHaveCount(2)

  await expectNoViolationsInThemes(page)
})

test('the column and the filter fit a narrow window', async ({ page, project, seed }) => {
  await seed.robot({ project: project.name, name: 'ci', ageDays: 40, durationDays: -1 })
  await page.setViewportSize({ width: 900, height: 800 })
  await page.goto(robotsOf(project.name, '?filter=unused-30'))
  await expect(page.getByRole('button', { name: 'Filter: Unused for 30 days' })).toBeInViewport({ ratio: 1 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(900)
  await page.getByRole('button', { name: 'Filter: Unused for 30 days' }).click()
  await expect(page.getByRole('menu')).toBeInViewport({ ratio: 1 })
})
