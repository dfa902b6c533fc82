import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { permissionCatalog } from '@/lib/domain/permissions/permission-catalog'
import en from './messages/en.json'

const root = path.join(import.meta.dirname, '../..')

type Tree = { [key: string]: string | Tree }

const keysOf = (tree: Tree, above = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [above + key] : keysOf(value, `${above}${key}.`),
  )

/** The texts in the product's code and the names of what its objects hold: a key, or a part of one, is one of these. */
const words = new Set(Object.values(permissionCatalog).flatMap((each) => each.map(({ action }): string => action)))
/** Keys that are put together from others, as patterns. */
const patterns = new Set<string>()

for (const folder of ['app', 'components', 'lib']) {
  for (const entry of readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })) {
    if (!/(?<!\.test|\.d)\.tsx?$/.test(entry.name) || /generated|testing/.test(entry.parentPath)) continue
    const text = readFileSync(path.join(entry.parentPath, entry.name), 'utf8')
    visit(ts.createSourceFile(entry.name, text, ts.ScriptTarget.Latest))
  }
}

function visit(node: ts.Node): void {
  if (ts.isStringLiteralLike(node)) words.add(node.text)
  if (ts.isObjectLiteralElement(node) && node.name && 'text' in node.name) words.add(node.name.text)
  if (ts.isTemplateExpression(node)) {
    const texts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
    if (texts.every((each) => /^[\w.]*$/.test(each)) && texts.join('') !== '') {
      patterns.add(texts.map((each) => each.replaceAll('.', '\\.')).join('([\\w-]+)'))
    }
  }
  ts.forEachChild(node, visit)
}

function isMadeOf(key: string, pattern: string): boolean {
  const inserted = new RegExp(`^${pattern}$`).exec(key)?.slice(1)
  return inserted?.every((each) => words.has(each)) ?? false
}

/** A key is used as its namespace, which some text names, and what follows, another or put together. */
function isUsed(key: string): boolean {
  const parts = key.split('.')
  return parts.some((_, index) => {
    const [namespace, rest] = [parts.slice(0, index).join('.'), parts.slice(index).join('.')]
    if (namespace !== '' && !words.has(namespace)) return false
    return words.has(rest) || [...patterns].some((pattern) => isMadeOf(rest, pattern))
  })
}

test('every message is used', () => expect(keysOf(en).filter((key) => !isUsed(key))).toEqual([]))

test.each(['common.neverSaid', 'robots.neverSaid.title', 'neverSaid'])('%s is missed', (key) => {
  expect(isUsed(key)).toBe(false)
})
