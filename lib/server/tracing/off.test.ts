import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** What a machines' door is made of, and, for the other half of the test, the library itself. */
const probe = `
  import { createRequire } from 'node:module'
  const { startTracing } = await import('./lib/server/tracing/start-tracing.ts')
  const { handler } = await import('./lib/server/http/handle.ts')
  await (await startTracing('tokens'))()
  const { cache } = createRequire(process.cwd() + '/probe.js')
  const loaded = () => Object.keys(cache).filter((file) => file.includes('@opentelemetry'))
  const before = loaded()
  await import('@opentelemetry/sdk-trace-base')
  console.log(JSON.stringify([typeof handler, before, loaded().length > 0]))`

test('an environment that names no collector loads nothing of the libraries', () => {
  const args = ['--import', 'tsx', '--conditions=react-server', '--input-type=module', '-e', probe]
  const output = execFileSync(process.execPath, args, { encoding: 'utf8' })
  expect(JSON.parse(output)).toEqual(['function', [], true])
})
