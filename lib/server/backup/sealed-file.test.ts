import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { format, kindOfFile } from './marks'
import { openBackup } from './open'
import { passphraseIn, refuseWeak } from './passphrase'
import { partsOf } from './read-lines'
import { writeSealed } from './sealed-file'

const passphrase = 'correct horse battery'
let folder: string
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'sealed-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const line = (value: unknown) => `${JSON.stringify(value)}\n`
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const head = {
  ...{ kind: kindOfFile, format, version: '1.2.3', engine: 'sqlite', at: '2026-01-01T00:00:00.000Z' },
  ...{ migrations: ['20261123000000_init'], key: 'k'.repeat(32) },
}
const columns = [
  { name: 'key', type: 'text' },
  { name: 'value', type: 'bigint' },
]
const rows = [line(['a', '1']), line(['größer\n', null])].join('')
const mark = { kind: 'table', name: 'Setting', columns, lastId: null }
const tableEnd = { kind: 'table-end', name: 'Setting', rows: 2, sha256: sha256(rows) }

/** A whole backup's lines; `edit` may change what comes before its end. */
function text({ edit = (body: string) => body, first = head as object, end = {} } = {}): string {
  const body = edit(line(first) + line(mark) + rows + line(tableEnd))
  return body + line({ kind: 'end', tables: 1, rows: 2, sha256: sha256(body), ...end })
}

async function* pieces(of: string): AsyncGenerator<string> {
  for (let at = 0; at < of.length; at += 50) yield of.slice(at, at + 50)
}
const write = (of = text(), name = 'file') => writeSealed(path.join(folder, name), pieces(of), passphrase, 4)
const read = (name = 'file') => openBackup(path.join(folder, name), passphrase)

test('what was written is read again, and the file is its owner’s alone', async () => {
  const size = await write()
  const { head: found, rows: counts, size: read_ } = await read()
  expect(found).toEqual(head)
  expect([...counts]).toEqual([['Setting', 2]])
  const { mode, size: onDisk } = statSync(path.join(folder, 'file'))
  expect([mode & 0o777, onDisk, read_]).toEqual([0o600, size, size])
  expect(readdirSync(folder)).toEqual(['file'])
})

test('nothing of it can be read without the passphrase', async () => {
  await write()
  const bytes = readFileSync(path.join(folder, 'file'), 'latin1')
  for (const part of [kindOfFile, 'Setting', head.key]) expect(bytes).not.toContain(part)
  await expect(openBackup(path.join(folder, 'file'), 'another passphrase')).rejects.toThrow(
    'the passphrase is another one',
  )
})

test('one that is there is left as it is', async () => {
  writeFileSync(path.join(folder, 'file'), 'mine')
  await expect(write()).rejects.toThrow(/is there already/)
  expect(readFileSync(path.join(folder, 'file'), 'utf8')).toBe('mine')
  expect(readdirSync(folder)).toEqual(['file'])
})

test('a link that leads nowhere is left as it is, and so is one that came meanwhile', async () => {
  symlinkSync('/nowhere/at/all', path.join(folder, 'file'))
  await expect(write()).rejects.toThrow(/file is there already, and is left as it is$/)
  async function* slow(): AsyncGenerator<string> {
    yield* pieces(text())
    writeFileSync(path.join(folder, 'other'), 'mine')
  }
  await expect(writeSealed(path.join(folder, 'other'), slow(), passphrase, 4)).rejects.toThrow(
    /other is there already, and is left as it is$/,
  )
  expect(readFileSync(path.join(folder, 'other'), 'utf8')).toBe('mine')
  expect(readdirSync(folder).sort()).toEqual(['file', 'other'])
})

test('what is no file is refused, and never waited for', async () => {
  execFileSync('mkfifo', [path.join(folder, 'pipe')])
  await expect(read('pipe')).rejects.toThrow(/pipe is no file$/)
  await expect(read('.')).rejects.toThrow(/ is no file$/)
  await expect(openBackup('/dev/null', passphrase)).rejects.toThrow(/ is no file$/)
})

test('where no file can be made, it is told of the one that was meant', async () => {
  const error = { code: 'ENOENT', path: path.join(folder, 'no/file') }
  await expect(write(text(), 'no/file')).rejects.toMatchObject(error)
})

test('of one whose rows cannot be read to their end nothing is left', async () => {
  async function* broken(): AsyncGenerator<string> {
    yield* pieces(text())
    throw new Error('the database went away')
  }
  await expect(writeSealed(path.join(folder, 'file'), broken(), passphrase, 4)).rejects.toThrow(
    'the database went away',
  )
  expect(readdirSync(folder)).toEqual([])
})

test('of one whose process ends on the way nothing is left', async () => {
  const before = process.listeners('exit')
  const added = () => process.listeners('exit').filter((each) => !before.includes(each))
  async function* ended(): AsyncGenerator<string> {
    yield* pieces(text())
    expect(readdirSync(folder)).toHaveLength(1)
    for (const leave of added()) leave(1)
    expect(readdirSync(folder)).toEqual([])
    throw new Error('interrupted')
  }
  await expect(writeSealed(path.join(folder, 'file'), ended(), passphrase, 4)).rejects.toThrow('interrupted')
  expect(added()).toEqual([])
})

test('wherever it is cut off, it is refused', async () => {
  await write()
  const bytes = readFileSync(path.join(folder, 'file'))
  for (let length = 0; length < bytes.length; length += 31) {
    writeFileSync(path.join(folder, 'cut'), bytes.subarray(0, length))
    await expect(read('cut'), String(length)).rejects.toThrow(/is cut off or was changed|is no backup|passphrase/)
  }
  writeFileSync(path.join(folder, 'cut'), Buffer.concat([bytes, Buffer.from('x')]))
  await expect(read('cut')).rejects.toThrow(/is cut off or was changed/)
})

test('whatever bit of it is turned, it is refused', async () => {
  await write()
  const bytes = readFileSync(path.join(folder, 'file'))
  for (let at = 0; at < bytes.length; at += 23) {
    const flipped = Buffer.from(bytes)
    flipped[at]! ^= 1 << (at % 8)
    writeFileSync(path.join(folder, 'flipped'), flipped)
    await expect(read('flipped'), String(at)).rejects.toThrow(/is cut off or was changed|is no backup|passphrase/)
  }
})

test.each(['', 'x', 'a picture\n'.repeat(1000), 'age-encryption.org/v1\n', 'age-encryption.org/v1\n-> X25519 abc\n'])(
  'a foreign file is refused: %.30j',
  async (foreign) => {
    writeFileSync(path.join(folder, 'foreign'), foreign)
    await expect(read('foreign')).rejects.toThrow(/is no backup of a robot console|is cut off or was changed/)
  },
)

describe('what the passphrase’s owner may have sealed', () => {
  const replaced = (from: string, to: string) => (body: string) => body.replace(from, to)
  test.each<[string, string, RegExp]>([
    ['another file of his', 'a letter\n', /a line in it cannot be read/],
    ['other JSON', line({ kind: 'letter' }), /no backup of a robot console/],
    [
      'one of a newer version',
      text({ first: { ...head, format: format + 1, version: '9.9.9' } }),
      /newer version \(9\.9\.9\)/,
    ],
    ['a row that is gone', text({ edit: replaced(line(['a', '1']), '') }), /the checksum of Setting is another one/],
    ['a row that is another', text({ edit: replaced('"1"', '"2"') }), /the checksum of Setting is another one/],
    ['a row that does not fit', text({ edit: replaced('"1"', '1') }), /row 1 of Setting does not fit its columns/],
    ['a number beyond all', text({ edit: replaced('"1"', '"9223372036854775808"') }), /row 1 of Setting does not fit/],
    ['a table that is none', text({ edit: replaced('"Setting"', '"_prisma_migrations"') }), /the table "_prisma_migr/],
    [
      'a column that is none',
      text({ edit: replaced('"value"', '"x\\") SELECT 1--"') }),
      /it holds the column "x\\"\) SELECT 1--" of Setting, which this version does not know: .* \(1\.2\.3\)/,
    ],
    ['a row outside of tables', text({ edit: (body) => body + line(['x', '1']) }), /a row stands outside of a table/],
    ['a table that is gone', text({ edit: () => line(head) }), /its checksum is another one/],
    ['another sum', text({ end: { sha256: 'a'.repeat(64) } }), /its checksum is another one/],
    ['fewer rows', text({ end: { rows: 1 } }), /its checksum is another one/],
    ['no end', text().replace(/.*\n$/, ''), /its end is missing/],
    ['an end that is cut off', text().slice(0, -1), /its last line is cut off/],
    ['more than its end', text() + line(['a', '1']), /something follows its end/],
    ['a table within a table', text({ edit: replaced(line(tableEnd), line(mark)) }), /its parts are not in order/],
  ])('%s is refused', async (_what, content, sentence) => {
    await write(content)
    await expect(read()).rejects.toThrow(sentence)
  })
})

test('a line that goes on and on is refused before it fills the memory', async () => {
  async function* endless() {
    for (;;) yield Buffer.alloc(1 << 20, 'x')
  }
  await expect(partsOf(endless()).next()).rejects.toThrow(/a line in it is too long/)
})

test('age itself opens it', async () => {
  await write()
  // It asks for passphrases on a terminal alone, which `script` is.
  const command = `age -d ${path.join(folder, 'file')} > ${path.join(folder, 'plain.gz')}`
  const isThere = (program: string) => execFileSync('sh', ['-c', `command -v ${program} || true`]).length > 0
  if (!isThere('age') || !isThere('script'))
    return process.stdout.write('age was NOT tried on a backup: it is not here\n')
  execFileSync('script', ['-qec', command, '/dev/null'], {
    input: `${passphrase}\n`,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  expect(execFileSync('gunzip', ['-c', path.join(folder, 'plain.gz')]).toString()).toBe(text())
})

test.each(['', 'short', 'aaaaaaaaaaaaaaaaaaaa', 'abababababababab'])('the passphrase %j is too weak', (weak) => {
  expect(() => refuseWeak(weak)).toThrow(/must have at least 12 characters/)
})

test.each(['correct horse battery', 'x9-Kd02!mmQe'])('the passphrase %j is not', (good) => {
  expect(() => refuseWeak(good)).not.toThrow()
})

test('a file of a passphrase holds one line', () => {
  const read = (text: string) => passphraseIn(Buffer.from(text))
  expect(read('one two three\n')).toBe('one two three')
  expect(read(' one \r\n')).toBe(' one ')
  expect(read('\ufeffgrün\r\n')).toBe('grün')
  for (const wrong of ['', '\n', 'one\ntwo\n', '\ufeff']) expect(() => read(wrong)).toThrow(/in one line/)
  expect(() => passphraseIn(Buffer.from('grün', 'latin1'))).toThrow(/UTF-8/)
})
