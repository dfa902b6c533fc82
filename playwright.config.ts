import path from 'node:path'
import { defineConfig } from '@playwright/test'

// The server under test is started by e2e/, so that each run has a data folder and a port of its own.
export default defineConfig({
  testDir: 'e2e',
  outputDir: process.env.TEST_REPORTS ? path.join(process.env.TEST_REPORTS, 'results') : 'test-results',
  workers: 3, // of which one waits, on two cores
  // Proofs without a short form of their own.
  testIgnore:
    process.env.PROVE === 'true'
      ? []
      : [
          'two-builds.spec.ts',
          'upgrade.spec.ts',
          'hosts.spec.ts',
          'chart.spec.ts',
          'rolling.spec.ts',
          'rotation-skopeo.spec.ts',
          'image.spec.ts',
        ],
  fullyParallel: true,
  // A busy machine is slow, not wrong; proofs run beside each other.
  timeout: process.env.PROVE === 'true' ? 300_000 : 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI === 'true',
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON ?? '.cache/test/e2e.json' }]],
  use: {
    browserName: 'chromium',
    screenshot: 'only-on-failure',
    // A trace of every test would cost a third of the time: `npm test -- e2e <spec> --trace retain-on-failure`.
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        '--no-sandbox', // a root user, as in most build containers, cannot have the sandbox
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
