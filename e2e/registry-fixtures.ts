import { test as base } from './fixtures'
import { startRegistry, type Registry } from './registry'
import { makeSkopeo } from './skopeo'

const missing = (process.env.TEST_MISSING_TOOLS ?? '').split(',')
const isMissing = ['docker-registry', 'skopeo'].some((tool) => missing.includes(tool))

/** Tests with a real registry beside the server under test, and a client of its own for each. */
export const test = base.extend<{ skopeo: ReturnType<typeof makeSkopeo> }, { registry: Registry }>({
  registry: [
    async ({ server }, use) => {
      const registry = isMissing ? { host: '', stop: async () => {} } : await startRegistry(server.url)
      await use(registry)
      await registry.stop()
    },
    { scope: 'worker' },
  ],
  skopeo: async ({ registry }, use) => {
    base.skip(isMissing, 'needs docker-registry and skopeo')
    const skopeo = makeSkopeo(registry)
    await use(skopeo)
    skopeo.clean()
  },
})
