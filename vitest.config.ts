import path from 'node:path'
import { defineConfig } from 'vitest/config'

const root = import.meta.dirname

export default defineConfig({
  resolve: {
    // `server-only` throws outside of Next's server; the empty module takes its place.
    alias: { '@': root, 'server-only': path.join(root, 'scripts/empty-module.mjs') },
  },
  test: {
    environment: 'node',
    // A busy machine is slow, not wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['lib/**/*.test.ts', 'components/**/*.test.{ts,tsx}', 'app/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['lib/server/**', 'scripts/prisma/**'],
        },
      },
      {
        // Runs once per engine: TEST_DATABASE is sqlite (default) or postgresql, the latter with TEST_POSTGRES_URL.
        extends: true,
        test: {
          name: 'verbs',
          include: ['lib/server/**/*.test.ts', 'scripts/prisma/**/*.test.ts'],
        },
      },
    ],
  },
})
