import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { emptied, keptTables, leftOut, references } from './tables'

const models = readFileSync('prisma/schema.prisma', 'utf8')
  .split(/^model /m)
  .slice(1)
  .map((text) => ({ name: /^\w+/.exec(text)![0], text: text.replaceAll(/\/\/.*$/gm, '') }))

test('each model of the schema is either in a backup or left out for a reason', () => {
  const known = [...keptTables, ...Object.keys(leftOut)]
  expect(known.toSorted()).toEqual(models.map(({ name }) => name).sort())
})

test('each reference of the schema is known, and what is referred to is written first', () => {
  const relation = /@relation\(fields: \[(\w+)\], references: \[(\w+)\]/
  const found = models.flatMap(({ name, text }) =>
    [...text.matchAll(new RegExp(`(\\w+)\\??\\s+${relation.source}`, 'g'))].map(([, to, column, toColumn]) => ({
      ...{ table: name, column, to, toColumn },
    })),
  )
  const byText = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort()
  expect(byText(references)).toEqual(byText(found))
  const place = (name: string) => keptTables.indexOf(name as (typeof keptTables)[number])
  expect(references.filter(({ table, to }) => place(table) >= 0 && place(to) >= place(table))).toEqual([])
})

test('what is emptied may be empty', () => {
  for (const [table, columns] of Object.entries(emptied)) {
    const { text } = models.find(({ name }) => name === table)!
    for (const column of columns) expect(text).toMatch(new RegExp(`^\\s+${column}\\s+\\w+\\?`, 'm'))
  }
})
