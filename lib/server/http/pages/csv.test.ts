import { expect, test } from 'vitest'
import { csvResponse } from './csv'

type Row = { name: string; at: Date; count: number | null }
const row = (name: string): Row => ({ name, at: new Date('2026-03-01T12:00:00Z'), count: null })

async function* rowsOf(...rows: Row[]) {
  yield* rows
}
const download = (...rows: Row[]) => csvResponse('logs', ['name', 'at', 'count'], rowsOf(...rows))
const firstCell = async (name: string): Promise<string> => {
  const [, ...lines] = (await download(row(name)).text()).split('\r\n')
  return lines.join('\r\n').replace(/,"?2026-03-01T12:00:00.000Z.*$/s, '')
}

// Whatever a spreadsheet begins a formula with, also the wide forms that it takes for the same.
test.each(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])(
  'a text that begins with %j is no formula',
  async (sign) => {
    expect(await firstCell(`${sign}cmd|'/c calc'!A1`)).toBe(`"'${sign}cmd|'/c calc'!A1"`)
  },
)

test.each(['a=1', 'robot$library+ci', 'a-b', 'ops@example.com', '7'])('%j stays as it is', async (text) => {
  expect(await firstCell(text)).toBe(`"${text}"`)
})

test('quotes, separators and line ends stay inside their cell', async () => {
  expect(await firstCell('a","=1+1\r\n=2')).toBe('"a"",""=1+1\r\n=2"')
})

test('columns in order behind a byte order mark; times in ISO form, and nothing for null', async () => {
  const text = Buffer.from(await download(row('é')).arrayBuffer()).toString()
  expect(text).toBe('\uFEFF"name","at","count"\r\n"é",2026-03-01T12:00:00.000Z,\r\n')
})

test('it is a download of a harmless name that nobody keeps', () => {
  const { headers } = csvResponse('logs-ü"; x=../a', ['name'], rowsOf())
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(headers.get('content-disposition')).toBe('attachment; filename="logs-____x_.._a.csv"')
  expect(headers.get('cache-control')).toBe('no-store')
})

test('a source that breaks off breaks the download off, which never ends as if it were whole', async () => {
  async function* broken() {
    yield row('first')
    throw new Error('the database has gone')
  }
  await expect(csvResponse('logs', ['name'], broken()).text()).rejects.toThrow()
})
