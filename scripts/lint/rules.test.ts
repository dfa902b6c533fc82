import path from 'node:path'
import { ESLint } from 'eslint'
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'
import { root } from '../setup/root.mjs'

// Each law of the house once broken and, beside it, once kept: a rule that cannot fail protects nothing.
let eslint: ESLint
beforeAll(() => void (eslint = new ESLint({ cwd: root, overrideConfig: untyped })))

// Rules that ask for types know the files that exist, and no others.
const untyped = {
  languageOptions: { parserOptions: { projectService: false } },
  rules: { '@typescript-eslint/no-floating-promises': 'off' },
} as const

async function lint(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) })
  return result!.messages.filter(({ severity }) => severity === 2).map(({ ruleId, message }) => `${ruleId}: ${message}`)
}

const server = (code: string) => `import 'server-only'\n${code}`
const crypto = (code: string) =>
  server(`import { createHash } from 'node:crypto'\nexport const y = createHash\nexport const x = ${code}`)
const take = (name: string, from: string) => `import { ${name} } from '${from}'\nexport const x = ${name}`

/** A file as a program of its own, whatever is on disk: the clone's takes half a minute of a busy machine. */
function programOf(file: string, code: string): ts.Program {
  const options = { target: ts.ScriptTarget.ES2023, strict: true, types: [] }
  const host = ts.createCompilerHost(options)
  const read = host.getSourceFile
  host.getSourceFile = (name, target, ...rest) =>
    name === file ? ts.createSourceFile(name, code, target) : read(name, target, ...rest)
  return ts.createProgram([file], options, host)
}

test('a promise that nobody waits for is refused', { timeout: 60_000 }, async () => {
  const filePath = path.join(root, 'lib/paths.ts')
  const code = `export const run = (work: () => Promise<void>) => {\n  work()\n  void work()\n}`
  const parserOptions = { projectService: false, programs: [programOf(filePath, code)] }
  const typed = new ESLint({ cwd: root, overrideConfig: { languageOptions: { parserOptions } } })
  const [result] = await typed.lintText(code, { filePath })
  expect(result!.messages.map(({ ruleId, line }) => [ruleId, line])).toEqual([
    ['@typescript-eslint/no-floating-promises', 2],
  ])
})

describe('refused', { timeout: 20_000 }, () => {
  test.each([
    ['house/arrows', 'components/robots/x.tsx', take('list', '@/lib/server/robots/list')],
    ['house/arrows', 'components/robots/x.tsx', `import type { A } from '../../lib/server/actor'\nexport type B = A`],
    ['house/arrows', 'components/robots/x.tsx', `export const x = () => import('@/lib/server/actor')`],
    ['house/arrows', 'components/robots/x.tsx', `export * from '@/lib/server/actor'`],
    ['house/arrows', 'components/robots/x.tsx', take('row', '@/components/projects/row')],
    ['house/arrows', 'components/robots/x.tsx', take('row', '../projects/row')],
    ['house/arrows', 'components/ui/x.tsx', take('row', '../robots/row')],
    ['house/arrows', 'components/ui/x.tsx', take('table', '../data-table/data-table')],
    ['house/arrows', 'components/robots/x.tsx', take('page', '@/app/page')],
    ['house/arrows', 'app/x.tsx', take('db', '@/lib/server/store/db')],
    ['house/arrows', 'app/x.tsx', take('inTransaction', '@/lib/server/store/db')],
    ['house/arrows', 'app/x.tsx', take('useDatabase', '@/lib/server/testing/database')],
    ['house/arrows', 'lib/actions/x.ts', take('db', '@/lib/server/store/db')],
    ['house/arrows', 'lib/client/x.ts', take('list', '@/lib/server/robots/list')],
    ['house/arrows', 'lib/client/x.ts', take('create', '@/lib/actions/robots')],
    ['house/arrows', 'lib/server/robots/x.ts', server(take('create', '@/lib/actions/robots'))],
    ['house/arrows', 'lib/server/robots/x.ts', server(take('get', '../../client/fetch-json'))],
    ['house/arrows', 'lib/server/robots/x.ts', server(take('inTransaction', '../store/db'))],
    ['house/arrows', 'lib/server/robots/x.ts', server(take('deleteInChunks', '../store/delete-in-chunks'))],
    ['house/arrows', 'lib/server/robots/x.ts', server(`import * as t from '../store/db'\nexport const x = t`)],
    ['house/arrows', 'lib/server/robots/x.ts', server(take('demo', '@/scripts/demo'))],
    ['house/arrows', 'lib/server/http/api/x.ts', server(take('currentActor', '../../auth/session'))],
    ['house/arrows', 'lib/server/http/x.ts', server(take('requestSource', '../auth/request-source'))],
    ['house/arrows', 'lib/server/robots/x.ts', server(take('orNotFound', '../http/pages/or-not-found'))],
    ['house/arrows', 'lib/domain/x.ts', take('paths', '@/lib/paths')],
    ['house/arrows', 'lib/domain/x.ts', take('now', '../server/clock')],
    ['house/server-only', 'lib/server/robots/x.ts', `export const x = 1`],
    ['house/server-only', 'lib/server/robots/x.ts', `import 'node:fs'\nimport 'server-only'`],
    ['house/digests', 'lib/server/x.ts', server(`export const x = (a: A) => a.hash === a.given`)],
    ['house/digests', 'lib/server/x.ts', server(`export const x = (token: string, b: string) => b != token`)],
    ['house/digests', 'lib/server/x.ts', server(`export const x = (a: A, b: B) => a.digest.toString() !== b`)],
    ['house/digests', 'lib/server/x.ts', server(`export const x = async (b: B) => (await hashOf(b))! === b.text`)],
    ['house/digests', 'lib/server/x.ts', server(`export const x = (a: A, b: B) => a.passwordHash.equals(b)`)],
    [
      'house/digests',
      'lib/server/x.ts',
      server(`export const x = (a: A, b: B) => Buffer.compare(b, a.signature) === 0`),
    ],
    ['house/digests', 'lib/server/x.ts', crypto(`(a: Buffer, b: Buffer) => a.toString('hex') === b.toString('hex')`)],
    ['house/digests', 'lib/server/x.ts', crypto(`(a: string) => createHash('x').update(a).digest('hex') == a`)],
    ['house/digests', 'lib/server/x.ts', crypto(`(a: Buffer, b: Buffer) => a.equals(b)`)],
    ['no-restricted-imports', 'lib/server/robots/x.ts', server(take('headers', 'next/headers'))],
    ['no-restricted-imports', 'lib/server/robots/x.ts', server(`import next from 'next'\nexport const x = next`)],
    ['no-restricted-imports', 'lib/server/robots/x.ts', server(take('getToken', 'next-auth/jwt'))],
    ['no-restricted-imports', 'lib/server/robots/x.ts', server(take('cache', 'react'))],
    ['no-restricted-imports', 'lib/server/http/api/x.ts', server(take('headers', 'next/headers'))],
    ['no-restricted-imports', 'lib/server/http/x.ts', server(take('env', 'node:process'))],
    ['no-restricted-syntax', 'app/x.tsx', `export async function f() {\n  'use server'\n}`],
    ['no-restricted-syntax', 'lib/server/robots/x.ts', server(`export async function f() {\n  'use server'\n}`)],
    ['no-restricted-syntax', 'components/robots/x.tsx', `export const x = process.env.NODE_ENV`],
    ['no-restricted-syntax', 'lib/actions/x.ts', `export const x = process.env['NODE_ENV']`],
    ['no-restricted-syntax', 'lib/server/robots/x.ts', server(`const { env } = process\nexport const x = env`)],
    ['no-restricted-syntax', 'lib/server/robots/x.ts', server(`${take('db', '../store/db')}().$transaction([])`)],
    ['no-restricted-syntax', 'lib/server/robots/x.ts', server(`${take('db', '../store/db')}().robot.deleteMany()`)],
    ['no-restricted-syntax', 'lib/server/robots/x.ts', server(`export const x = () => insertRow(db(), 'Robot', {})`)],
    ['no-console', 'lib/server/robots/x.ts', server(`console.log('secret')`)],
    ['import/no-extraneous-dependencies', 'lib/domain/x.ts', take('types', '@babel/core')],
    ['import/no-extraneous-dependencies', 'scripts/x.mjs', take('parse', '@babel/parser')],
  ])('%s in %s: %j', async (rule, file, code) => {
    expect(await lint(file, code)).toEqual([expect.stringContaining(`${rule}: `)])
  })
})

describe('allowed', { timeout: 20_000 }, () => {
  test.each([
    ['app/x.tsx', take('list', '@/lib/server/robots/list')],
    ['app/x.tsx', take('requireActor', '@/lib/server/auth/session')],
    ['lib/actions/x.ts', take('currentActor', '@/lib/server/auth/session')],
    ['lib/server/auth/session.ts', server(take('sessionActor', './session-cookie'))],
    ['app/x.tsx', take('RobotList', '@/components/robots/robot-list')],
    ['components/robots/x.tsx', take('create', '@/lib/actions/robots')],
    ['components/robots/x.tsx', take('DataTable', '../data-table/data-table')],
    ['components/robots/x.tsx', take('row', './row')],
    ['components/robots/x.tsx', take('paths', '@/lib/paths')],
    ['components/shell/x.tsx', take('Button', '../ui/button')],
    ['lib/actions/x.ts', `'use server'\n${take('create', '@/lib/server/robots/create')}`],
    ['lib/client/x.ts', take('paths', '@/lib/paths')],
    ['lib/server/robots/x.ts', server(take('db', '../store/db'))],
    ['lib/server/robots/x.ts', server(`${take('db', '../store/db')}().robot.findMany()`)],
    ['lib/server/rights/change.ts', server(take('inTransaction', '../store/db'))],
    [
      'lib/server/x.ts',
      server(`export const x = (a: A) => a.token === undefined || null !== a.hash || typeof a.secret === 'x'`),
    ],
    [
      'lib/server/x.ts',
      server(`export const x = (a: A, b: B) => a.kid === b.kid && a.secretId === b.id && b.name.equals(a)`),
    ],
    ['lib/server/x.ts', crypto(`(a: Buffer, b: string) => a.toString('utf8') === b && a.length === b.length`)],
    ['lib/server/auth/x.ts', server(take('headers', 'next/headers'))],
    ['lib/server/http/x.ts', server(take('next', 'next'))],
    ['lib/server/env.ts', server(`export const x = process.env.PORT`)],
    ['lib/domain/x.ts', take('access', './access')],
    ['scripts/x.mjs', `export const x = process.env.PORT\nconsole.log(x)`],
    ['e2e/x.ts', take('db', '@/lib/server/store/db')],
    ['lib/server/robots/x.test.ts', take('inTransaction', '../store/db')],
  ])('%s: %j', async (file, code) => {
    expect(await lint(file, code)).toEqual([])
  })
})
