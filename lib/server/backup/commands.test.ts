import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { format, kindOfFile } from './marks'
import { writeSealed } from './sealed-file'

const folder = mkdtempSync(path.join(tmpdir(), 'commands-'))
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
/** What a command of package.json says and ends with, without npm. */
async function run(name: string, args: string[], more: Record<string, string> = {}, stdout: number | 'pipe' = 'pipe') {
  const script = scripts[name]!.split(' ').at(-1)!
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production' as const,
    DATA_DIR: folder,
    INIT_CWD: folder,
    ...more,
  }
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=react-server', script, ...args], {
    env,
    stdio: ['ignore', stdout, 'pipe'],
  })
  const [said, stderr, [status]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    text(child.stderr!),
    once(child, 'exit') as Promise<[number]>,
  ])
  return { status, said, stderr }
}

/** As Kubernetes hands on what a file held. */
const given = { BACKUP_PASSPHRASE: 'grün und gelb\n' }
const sealed = (name: string, lines: string, passphrase: string) =>
  writeSealed(
    path.join(folder, name),
    (async function* () {
      yield lines
    })(),
    passphrase,
    4,
  )

beforeAll(async () => {
  await sealed('letter', 'a letter\n', 'grün und gelb')
  const head = { kind: kindOfFile, format: format + 1, version: '9\n\x1b[2J9' }
  await sealed('newer', `${JSON.stringify(head)}\n`, 'grün und gelb')
  writeFileSync(path.join(folder, 'typed'), '\ufeffgrün und gelb\r\n')
})
afterAll(() => rmSync(folder, { recursive: true }))

test
  .runIf(existsSync('/dev/full'))
  .concurrent('what cannot be written to standard output is told, without a stack', async () => {
    const full = openSync('/dev/full', 'w')
    const { migrate } = await import('../store/migrate')
    await migrate(`file:${folder}/robots.db`)
    const { status, stderr } = await run('check', [], { DATABASE_URL: `file:${folder}/robots.db` }, full)
    closeSync(full)
    expect(stderr).toBe('check: what it has to say cannot be written: there is no room left on the disk\n')
    expect(status).toBe(1)
  })

test.concurrent.each<[string, string[], Record<string, string>, string]>([
  ['of a variable', ['letter'], given, 'check: the backup is damaged: a line in it cannot be read\n'],
  [
    'of a file',
    ['letter', '--passphrase-file', 'typed'],
    {},
    'check: the backup is damaged: a line in it cannot be read\n',
  ],
  ['of nothing', ['letter'], {}, 'check: it needs a passphrase: --passphrase-file <file>, or BACKUP_PASSPHRASE\n'],
  [
    'and a name that a terminal would obey',
    ['newer'],
    given,
    'check: it was made by a newer version (9 [2J9): restore it with that one\n',
  ],
])('with the passphrase %s it ends with one sentence', async (_where, args, env, stderr) => {
  expect(await run('check', args, env)).toEqual({ status: 1, said: '', stderr })
})
