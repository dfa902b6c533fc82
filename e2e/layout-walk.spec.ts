import { expect, test as plain } from './fixtures'
import { layoutFaults } from './layout/faults'
import { administrationPlaces, placesOfOthers, projectPlaces, robotPlaces, sample, signInPlaces } from './layout/places'
import { makePseudoBuild } from './layout/pseudo-build'
import { faultsOf, type Walk } from './layout/walk'
import { makeWorld, type World } from './layout/world'
import { startServer } from './server'

const test = plain.extend<object, { world: World }>({
  world: [async ({ seed, users }, use) => use(await makeWorld(seed, users)), { scope: 'worker', timeout: 60_000 }],
})
/** The same build, but for its English. */
const inPseudo = test.extend({
  server: [
    async ({}, use) => {
      const clone = makePseudoBuild()
      const server = await startServer({}, clone.folder)
      await use(server)
      await server.stop()
      clone.remove()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
})

const isWhole = process.env.PROVE === 'true'
const parts = isWhole
  ? {
      outside: signInPlaces,
      projects: projectPlaces,
      robots: robotPlaces,
      administration: administrationPlaces,
      others: placesOfOthers,
    }
  : { sample }

for (const [name, places] of Object.entries(parts)) {
  test(`nothing is cut off, covered or beside the window: ${name}`, async ({ browser, server, stateOf, world }) => {
    test.setTimeout(600_000)
    const walk: Walk = isWhole
      ? { browser, url: server.url, stateOf, world, languages: ['en', 'de', 'fr', 'zh-CN'], axe: true }
      : { browser, url: server.url, stateOf, world, languages: ['de'], axe: false, widths: [1440, 390] }
    expect(await faultsOf(walk, places)).toEqual([])
  })

  inPseudo(`nor in a language that is longer: ${name}`, async ({ browser, server, stateOf, world }) => {
    inPseudo.setTimeout(600_000)
    const widths = isWhole ? [1440, 900, 390] : [1440, 390]
    const walk: Walk = { browser, url: server.url, stateOf, world, languages: ['pseudo'], axe: false, widths }
    expect(await faultsOf(walk, places)).toEqual([])
  })
}
