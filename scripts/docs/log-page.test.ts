import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../setup/root.mjs'
import { linesOf, logLines, requestFields } from './log-lines'

const page = readFileSync(path.join(root, 'docs/manual/log.md'), 'utf8')
const lines = logLines(['lib', 'app'])

/** Every line has these; those of libraries have the last two. */
const usualFields = ['level', 'time', 'msg', 'printed', 'omitted']
/** Files with words that are made elsewhere: the page says so below its table. */
const otherWords = ['lib/server/http/process/log-prints.ts', 'lib/server/http/process/start.ts']

const namesIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').slice(1, -1))
const told = rows
  .filter((cells) => cells.length === 4 && cells[1]!.includes('`'))
  .map(([level, message, fields]) => `${level!.trim()}: ${namesIn(message!)[0]} (${namesIn(fields!).sort().join(' ')})`)
const toldFields = rows
  .filter((cells) => cells.length === 2 && cells[0]!.includes('`'))
  .map(([name]) => namesIn(name!)[0])

/** One for each message, with the fields that any line of it has. */
function written(): string[] {
  const request = { level: 'info', message: 'request', fields: requestFields() }
  const all = [...lines, request].filter(({ message }) => message !== null)
  const keys = [...new Set(all.map(({ level, message }) => `${level}: ${message}`))]
  return keys.map((key) => {
    const same = all.filter(({ level, message }) => `${level}: ${message}` === key)
    const fields = [...new Set(same.flatMap(({ fields: own }) => own))]
    return `${key} (${fields.sort().join(' ')})`
  })
}

test('the page has every line of the log with its level and fields, and no other', () =>
  expect(told.sort()).toEqual(written().sort()))

test('every field is described, and no other', () => {
  const known = written().flatMap((line) => / \((.*)\)$/.exec(line)![1]!.split(' '))
  expect([...new Set(toldFields)].sort()).toEqual([...new Set([...known, ...usualFields])].filter(Boolean).sort())
})

test('lines with other words are few, and known', () => {
  const made = lines.filter(({ message }) => message === null).map(({ file }) => file)
  expect([...new Set(made)].sort()).toEqual(otherWords)
})

test.each([
  ['a message', `log().warn({ id }, 'it is so')`, { level: 'warn', message: 'it is so', fields: ['id'] }],
  ['a message alone', `log().info('it is so')`, { level: 'info', message: 'it is so', fields: [] }],
  ['fields by name', `const f = { a: 1, ...(b && { b }) }; log().error(f, 'x')`, { fields: ['a', 'b'] }],
  ['words of another place', `log().warn(sentence)`, { message: null, fields: [] }],
  ['a level of another place', `log()[level]({ err }, 'x')`, { level: null, fields: ['err'] }],
  ['fields of another place', `log().warn(told, 'x')`, { fields: ['told'] }],
])('%s is found', (_, code, line) => expect(linesOf('a.ts', code)).toMatchObject([line]))
