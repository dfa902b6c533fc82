import { test as base } from './fixtures'
import { startRegistry, type Registry } from './registry'
import { makeSkopeo } from './skopeo'

const missing = (process.env.TEST_MISSING_TOOLS ?? '').split(',')
const lacks = (tools: string[]) => tools.some((tool) => missing.includes(tool))
const usual = ['docker-registry', 'skopeo']

type Open = <Client extends { clean: () => void }>(program: string, make: (registry: Registry) => Client) => Client

/** Tests with a real registry beside the server under test, and clients of their own for each. */
export const test = base.extend<{ skopeo: ReturnType<typeof makeSkopeo>; open: Open }, { registry: Registry }>({
  registry: [
    async ({ server }, use) => {
      const registry = lacks(usual) ? { host: '', stop: async () => {} } : await startRegistry(server.url)
      await use(registry)
      await registry.stop()
    },
    { scope: 'worker' },
  ],
  skopeo: async ({ registry }, use) => {
    base.skip(lacks(usual), 'needs docker-registry and skopeo')
    const skopeo = makeSkopeo(registry)
    await use(skopeo)
    skopeo.clean()
  },
  /** Gives the test another client, and cleans up after it. */
  open: async ({ registry }, use) => {
    const opened: { clean: () => void }[] = []
    await use((program, make) => {
      base.skip(lacks([...usual, program]), `needs docker-registry, skopeo and ${program}`)
      const client = make(registry)
      opened.push(client)
      return client
    })
    opened.forEach((client) => client.clean())
  },
})
