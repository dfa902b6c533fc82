import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { assert, asyncProperty, string } from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handOffBlocks, handOffFiles, handOffTools, type HandOff } from './hand-off'
import { posixQuoted } from './quoting'

// Every block for a POSIX shell, run as it stands. In place of the tools are programs that note what they are given, and
// so is every other program that a shell might start, `printf` among them. The tools themselves: e2e/hand-off-texts.spec.ts.

const names = ['robot$library+ci', 'robot$team.a_b-c+ci.x_y-z', '-!#$%&()*+,.;<=>?@[]^_{|}~${{%{x']
const secrets = [
  'hrb_0123456789abcdefghijABCDEFGHIJ012345',
  `Aa1$HOME\${x}$(id)\`id\``,
  `Aa1'"''\\'\\\\"!x!!`,
  'Aa1 %s%n %PATH% + two  blanks ',
  '-n Aa1 --help',
  'Aa1#;&|<>()[]{}*?~=^,',
  'Aa1-pässwörd-密码-🔑-‘’',
  "'''''Aa1",
]
const programs = [
  'docker',
  'podman',
  'skopeo',
  'buildah',
  'helm',
  'crane',
  'oras',
  'regctl',
  'kubectl',
  'ctr',
  'nerdctl',
]
const others = ['gh', 'glab', 'printf', 'echo', 'cat']

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hand-off-'))
  // What asks for the secret instead reads nothing: in an interactive shell that would be what is typed next.
  const note = `#!/bin/sh
at="$NOTES/$(/bin/date +%s%N)-$$"
printf '%s\\0' "\${0##*/}" "$@" > "$at.args"
case "$0 $*" in *stdin*|*"/gh "*|*"/glab "*) exec /bin/cat ;; esac > "$at.input"
`
  for (const name of [...programs, ...others]) writeFileSync(path.join(folder, name), note, { mode: 0o755 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Run = { args: string[]; input: string }

/** Types a text into a shell: what each program was given, what was written, and what the shell remembers of it. */
function run(shell: string[], text: string) {
  const home = mkdtempSync(path.join(folder, 'home-'))
  const notes = mkdtempSync(path.join(folder, 'notes-'))
  const env = { PATH: `${folder}:/bin`, HOME: home, NOTES: notes, HISTCONTROL: 'ignoreboth', LC_ALL: 'C.UTF-8' }
  const script = path.join(home, 'typed')
  writeFileSync(script, text)
  const [command = '', ...args] = shell
  const typed = shell.includes('-i') ? { input: `${text}\nhistory -w remembered\n` } : { input: '' }
  const { status, stderr } = spawnSync(command, shell.includes('-i') ? args : [...args, script], {
    cwd: home,
    env: env as unknown as NodeJS.ProcessEnv,
    ...typed,
    encoding: 'utf8',
  })
  rmSync(script)
  const files = readdirSync(notes).filter((name) => name.endsWith('.args'))
  const runs = files.sort().map((name): Run => {
    const file = path.join(notes, name)
    const given = readFileSync(file, 'utf8').split('\0').slice(0, -1)
    return { args: given, input: readFileSync(file.replace(/args$/, 'input'), 'utf8') }
  })
  return { status, stderr, runs, home }
}

const shells = [['bash'], ['dash'], ['bash', '--norc', '-i']]
const handOff = (name: string, secret: string | null): HandOff => ({
  name,
  secret,
  registry: 'registry.example.com:5000',
  project: 'library',
})
const posixBlocks = (given: HandOff) =>
  handOffTools.flatMap((tool) => handOffBlocks(tool, 'posix', given).map((block) => ({ tool, ...block })))
const shellText = (given: HandOff) =>
  posixBlocks(given)
    .filter(({ syntax }) => syntax === 'shell')
    .map(({ text }) => text)
    .join('\n')
const auth = (name: string, secret: string) => Buffer.from(`${name}:${secret}`).toString('base64')

describe.each(shells)('%s %s %s', (...shell) => {
  test.each(secrets.flatMap((secret, at) => [[names[at % names.length]!, secret] as const]))(
    'as %s with %s',
    (name, secret) => {
      const typed = shell.filter(Boolean)
      const { status, runs, home, stderr } = run(typed, shellText(handOff(name, secret)))
      expect(status, stderr).toBe(0)

      const called = (...start: string[]) =>
        runs.filter(({ args }) => start.every((each, index) => args[index] === each))
      for (const { args } of runs) {
        const all = args.join('\n')
        expect(all).not.toContain(secret)
        expect(all).not.toContain(auth(name, secret))
      }
      // With the secret on standard input: which tool, and under which option the name.
      for (const [program, option] of [
        ['docker', '--username'],
        ['podman', '--username'],
        ['skopeo', '--username'],
        ['buildah', '--username'],
        ['helm', '--username'],
        ['crane', '--username'],
        ['oras', '--username'],
        ['regctl', '--user'],
        ['nerdctl', '--username'],
      ] as const) {
        const signIn = called(program).find(({ args }) => args.some((each) => /^--pass(word)?-stdin$/.test(each)))!
        expect(signIn.input, program).toBe(secret)
        expect(signIn.args[signIn.args.indexOf(option) + 1], program).toBe(name)
        expect(signIn.args.at(-1), program).toBe('registry.example.com:5000')
      }
      for (const program of ['gh', 'glab']) expect(called(program)[0]!.input).toBe(secret)
      const [pull] = called('ctr')
      expect(pull!.args.slice(-3)).toEqual(['--user', name, 'registry.example.com:5000/library/app:1.0'])
      const kubectl = JSON.parse(called('kubectl')[0]!.input) as { auths: Record<string, { auth: string }> }
      expect(kubectl.auths).toEqual({ 'registry.example.com:5000': { auth: auth(name, secret) } })
      expect(called('printf')).toEqual([])
      // By its path it would be a program that no note is taken of.
      expect(shellText(handOff(name, secret))).not.toMatch(/\/(s?bin|usr)\//)

      for (const file of ['ROBOT_SECRET', 'robot/config.json']) {
        expect(statSync(path.join(home, file)).mode & 0o777).toBe(0o600)
      }
      expect(readFileSync(path.join(home, 'ROBOT_SECRET'), 'utf8')).toBe(secret)
      expect(JSON.parse(readFileSync(path.join(home, 'robot/config.json'), 'utf8'))).toEqual(kubectl)
      if (!typed.includes('-i')) return
      const remembered = readFileSync(path.join(home, 'remembered'), 'utf8')
      expect(remembered).toContain('docker login --username')
      expect(remembered).not.toContain(secret)
      expect(remembered).not.toContain(auth(name, secret))
    },
  )
})

test('a variable of Terraform’s reaches what is started, and no arguments', () => {
  for (const secret of secrets) {
    const { text } = handOffBlocks('terraform', 'posix', handOff(names[0]!, secret)).find(
      ({ id }) => id === 'variable',
    )!
    const { runs } = run(['dash'], `${text}\n/bin/sh -c 'printf %s "$TF_VAR_robot_secret"' | docker --stdin`)
    expect(runs[0]!.input).toBe(secret)
  }
})

test('what a pipeline types is run too: GitLab’s and Jenkins’ lines', () => {
  const given = handOff(names[1]!, secrets[2]!)
  for (const tool of ['gitlab-ci', 'jenkins'] as const) {
    const { text } = handOffBlocks(tool, 'posix', given).at(-1)!
    const line = /^ *(printf .*)$/m.exec(text)![1]!
    const before = [given.name, given.secret!].map(posixQuoted)
    const { runs } = run(['dash'], `export ROBOT_NAME=${before[0]} ROBOT_SECRET=${before[1]}\n${line}`)
    expect(runs).toEqual([
      { args: ['docker', 'login', '--username', given.name, '--password-stdin', given.registry], input: given.secret },
    ])
  }
})

test('a .env file says the same to a shell and to Node', () => {
  for (const [at, secret] of secrets.entries()) {
    const given = handOff(names[at % names.length]!, secret)
    const { text } = handOffFiles(given).at(-1)!
    const { runs } = run(
      ['dash'],
      `${text}\nprintf '%s\\n%s\\n%s' "$REGISTRY" "$ROBOT_NAME" "$ROBOT_SECRET" | docker --stdin`,
    )
    expect(runs[0]!.input).toBe([given.registry, given.name, secret].join('\n'))
  }
})

test('a placeholder, and an address that is not set, end in the tool’s refusal and not in a redirection', () => {
  const { status, runs } = run(['dash'], shellText({ ...handOff(names[0]!, null), registry: null, project: null }))
  expect(status).toBe(0)
  const [signIn, ask, pull] = runs
  expect(signIn).toEqual({
    args: ['docker', 'login', '--username', names[0], '--password-stdin', '<registry address>'],
    input: '<secret of this robot>',
  })
  expect(ask!.args.at(-1)).toBe('<registry address>')
  expect(pull!.args.at(-1)).toBe('<registry address>/<project>/app:1.0')
})

test('whatever is quoted comes out as it went in', async () => {
  const property = asyncProperty(string({ unit: 'grapheme', maxLength: 40 }), async (text) => {
    if (/[\0\ud800-\udfff]/u.test(text)) return
    for (const shell of ['bash', 'dash']) {
      const script = `printf %s ${posixQuoted(text)}`
      expect(spawnSync(shell, ['-c', script]).stdout.toString()).toBe(text)
    }
  })
  await assert(property, { numRuns: 60 })
})
