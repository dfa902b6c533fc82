import path from 'node:path'
import { expect, test } from '@playwright/test'
import { goClient, harborapi } from '../scripts/testing/harbor-clients.mjs'
import { makeProgram } from './clients/program'
import { adminPassword, startServer } from './server'

const missing = (process.env.TEST_MISSING_TOOLS ?? '').split(',')
const walk = path.join(import.meta.dirname, 'harbor-clients/harborapi/walk.py')

// As their makers publish them, with a program of ours that calls them.
const clients = [
  { name: 'harborapi', program: harborapi, args: [walk] },
  { name: 'go-client', program: goClient, args: [] },
]

for (const { name, program, args } of clients) {
  test(`${name}, unchanged, gets all that it asks for`, async () => {
    test.setTimeout(180_000) // well over a hundred requests with a password, one after another
    test.skip(missing.includes(name), `needs ${name}`)
    const server = await startServer()
    const { run, clean } = makeProgram(program)
    const outcome = await run([...args, server.url, adminPassword])
    clean()
    await server.stop()
    expect(outcome).toEqual({ code: 0, output: expect.stringMatching(/(^|\n)\d+ steps\n$/) })
  })
}
