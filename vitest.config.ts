import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const root = import.meta.dirname

/** The tests below a folder by what they need: a database, and whether they put something in a module's place. */
function sorted(folder: string) {
  const names = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => name.endsWith('.test.ts')).map((name) => path.posix.join(folder, name))
  const text = new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]))
  const [verbs, pure] = split(files, (file) => text.get(file)!.includes('/testing/'))
  const [mocking, plain] = split(verbs, (file) => text.get(file)!.includes('vi.mock('))
  return { pure, mocking, plain }
}

function split(files: string[], isFirst: (file: string) => boolean): [string[], string[]] {
  return [files.filter(isFirst), files.filter((file) => !isFirst(file))]
}

const server = sorted('lib/server')

/** Clients of the API, which the engine behind it is nothing to. */
const ofNoEngine = process.env['TEST_DATABASE'] === 'postgresql' ? ['scripts/compare/{command,run}.test.ts'] : []

const globalSetup = 'lib/server/testing/template.ts'

export default defineConfig({
  resolve: {
    // `server-only` throws outside of Next's server; the empty module takes its place.
    alias: { '@': root, 'server-only': path.join(root, 'scripts/build/empty-module.mjs') },
  },
  test: {
    environment: 'node',
    passWithNoTests: ofNoEngine.length > 0, // where just these are asked for
    // A busy machine is slow, not wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'lib/{client,domain,i18n}/**/*.test.ts',
            'components/**/*.test.{ts,tsx}',
            'app/**/*.test.ts',
            'bench/**/*.test.ts',
            'deploy/**/*.test.ts',
            'scripts/{docs,image,lint,monitoring,registry,setup,testing}/**/*.test.ts',
            ...server.pure,
          ],
        },
      },
      // What needs a database runs once per engine: TEST_DATABASE is sqlite (default) or postgresql, the latter with
      // TEST_POSTGRES_URL. Loading the modules anew for every file would double the work.
      {
        extends: true,
        test: {
          name: 'verbs',
          include: [...server.plain, 'scripts/{compare,prisma}/**/*.test.ts'],
          exclude: ofNoEngine,
          isolate: false,
          globalSetup,
          setupFiles: 'lib/server/testing/own-state.ts',
        },
      },
      { extends: true, test: { name: 'verbs-mocked', include: server.mocking, globalSetup } },
    ],
  },
})
