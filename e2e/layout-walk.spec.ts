import type { Page } from '@playwright/test'
import { expect, test as base, type Viewer } from './fixtures'
import { places, samples } from './layout/places'
import { makePseudoBuild, type PseudoBuild } from './layout/pseudo-build'
import { faultsAt, type Walk } from './layout/walk'
import { makeWorld, type World } from './layout/world'
import { startServer } from './server'

const isWhole = process.env.PROVE === 'true'

type Fixtures = { build: PseudoBuild; world: World; walkingPage: Walk['pageOf'] }

const test = base.extend<object, Fixtures>({
  build: [
    async ({}, use) => {
      const build = await makePseudoBuild()
      await use(build)
      build.remove()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  server: [
    async ({ build }, use) => {
      const server = await startServer({}, build.folder)
      await use(server)
      await server.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  world: [async ({ seed, users }, use) => use(await makeWorld(seed, users)), { scope: 'worker', timeout: 60_000 }],
  walkingPage: [
    async ({ browser, server, stateOf }, use) => {
      const pages = new Map<Viewer | null, Page>()
      await use(async (viewer) => {
        const known = pages.get(viewer)
        if (known) return known
        const context = await browser.newContext({
          baseURL: server.url,
          storageState: viewer ? await stateOf(viewer) : undefined,
          timezoneId: 'UTC',
          locale: 'en-US',
          colorScheme: 'dark',
          reducedMotion: 'reduce',
        })
        context.setDefaultTimeout(20_000)
        const page = await context.newPage()
        // What was typed on the way is left without a second question.
        page.on('dialog', (dialog) => dialog.accept())
        pages.set(viewer, page)
        return page
      })
      for (const page of pages.values()) await page.context().close()
    },
    { scope: 'worker' },
  ],
})

const widths = isWhole ? [1440, 900, 390] : [1440, 390]
// English and French are shorter than the longer language; see also `Walk.languages`.
const inCI: Walk['languages'] = ['de', 'pseudo', 'zh-CN']
const every: Walk['languages'] = ['en', 'de', 'pseudo', 'fr', 'zh-CN']
const inProof = process.env.PROVE_BRIEFLY === 'true' ? inCI : every
const languages: Walk['languages'] = isWhole ? inProof : ['de', 'pseudo']

for (const place of isWhole ? places : samples) {
  test(`${place.name}: nothing is cut off, covered or out of sight`, async ({
    build,
    server,
    stateOf,
    world,
    walkingPage,
  }) => {
    const walk: Walk = {
      url: server.url,
      setPseudo: build.setPseudo,
      pageOf: walkingPage,
      stateOf,
      world,
      languages,
      widths,
      axe: isWhole,
    }
    expect(await faultsAt(place, walk)).toEqual([])
  })
}
