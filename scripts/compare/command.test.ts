import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { db } from '@/lib/server/store/db'
import { apiUrl, useApi } from '@/lib/server/testing/api'
import { useDatabase } from '@/lib/server/testing/database'
import { makeSigner } from '@/lib/server/testing/make'
import { root } from '../setup/root.mjs'

useDatabase()
useApi()

type Ended = { code: number | null; out: string; err: string }

/** The command as npm starts it; `signal` is sent at its first word to who waits. */
async function command(
  args: string[],
  { input = '', signal }: { input?: string; signal?: NodeJS.Signals } = {},
): Promise<Ended> {
  const node = ['--import', 'tsx', '--conditions=react-server', 'scripts/compare/command.ts', ...args]
  const child = spawn(process.execPath, node, {
    cwd: root,
    env: { PATH: process.env['PATH'], NODE_ENV: 'production' } as unknown as NodeJS.ProcessEnv,
  })
  const ended: Ended = { code: null, out: '', err: '' }
  child.stdout.on('data', (text: Buffer) => (ended.out += text.toString()))
  child.stderr.on('data', (text: Buffer) => {
    if (signal && ended.err === '') child.kill(signal)
    ended.err += text.toString()
  })
  child.stdin.end(input)
  ;[ended.code] = (await once(child, 'close')) as [number | null]
  return ended
}

const counts = () => Promise.all([db().user.count(), db().project.count(), db().robot.count()])

describe('npm run compare:harbor', () => {
  test('compares with a server of its own, by a password from standard input', async () => {
    const { username, password } = await makeSigner({ isAdmin: true })
    const before = await counts()
    const args = ['--url', apiUrl(), '--user', username, '--only', 'getProjectSummary']
    const { code, out, err } = await command(args, { input: `${password}\n` })
    expect([code, out, err]).toEqual([0, expect.stringMatching(/^\d+ requests .* 0 requests differ beyond it\n$/), err])
    expect(out + err).not.toContain(password)
    expect(await counts()).toEqual(before)
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('leaves nothing behind at a %s', async (signal) => {
    const { username, password } = await makeSigner({ isAdmin: true })
    const before = await counts()
    const { code, err } = await command(['--url', apiUrl(), '--user', username], { input: password, signal })
    expect([code, err]).toEqual([130, expect.stringContaining('deleting what was made')])
    expect(await counts()).toEqual(before)
  })

  test.each([
    [[], 'Usage: npm run compare:harbor'],
    [['--url', 'http://127.0.0.1:1', '--user', 'admin', '--password', 'x'], "Unknown option '--password'"],
    [['--url', 'http://admin:x@127.0.0.1:1', '--user', 'admin'], 'an address must not hold a password'],
    [['--url', 'ftp://127.0.0.1', '--user', 'admin'], 'ftp://127.0.0.1 is no address of a server'],
    [['--url', 'http://127.0.0.1:1', '--user', 'admin'], 'no password of admin: set HARBOR_PASSWORD'],
  ])('%j: %s', async (args, sentence) => {
    const { code, err } = await command(args)
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)])
  })

  test('a server that is none is told', async () => {
    const { code, err } = await command(['--url', 'http://127.0.0.1:1', '--user', 'admin'], { input: 'x' })
    expect([code, err]).toEqual([2, expect.stringContaining('Harbor at http://127.0.0.1:1 does not answer')])
  })
})
