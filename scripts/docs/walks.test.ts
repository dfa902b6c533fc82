import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readImports } from '../lint/structure.mjs'
import { root } from '../setup/root.mjs'

const most = 10
const imports: Map<string, string[]> = readImports(root, ['components', 'lib'])

/** The files of each walk, in its order: those that the numbered list below a title "The life of …" names. */
const walksOf = (page: string) =>
  page
    .split(/^## /m)
    .filter((section) => section.startsWith('The life of'))
    .map((section) => {
      const list = section.split(/\n{2,}/).filter((paragraph) => /^\d\. /.test(paragraph))
      const files = list.join('\n').matchAll(/`((?:components|lib)\/[\w./-]+)`/g)
      return { title: section.split('\n')[0]!, files: [...new Set([...files].map(([, file]) => file!))] }
    })

/** Those that neither import nor are imported by one before them: there the walk is broken off. */
const leaps = (files: string[], known = imports) =>
  files.filter((file, at) => {
    const isNear = (other: string) => known.get(other)?.includes(file) || known.get(file)?.includes(other)
    return at > 0 && !files.slice(0, at).some(isNear)
  })

const walks = walksOf(readFileSync(path.join(root, 'docs/architecture.md'), 'utf8'))

test('there are walks of a secret, a name, a PUT and a token', () => expect(walks).toHaveLength(4))

describe.each(walks)('$title', ({ files }) => {
  test(`passes through ${most} files at most`, () => {
    expect(files.length).toBeGreaterThan(3)
    expect(files.length).toBeLessThanOrEqual(most)
  })
  test('goes from file to file by their imports', () => expect(leaps(files)).toEqual([]))
})

test('what a walk is, is seen', () => {
  const page =
    '# A\n\n## The life of a\n\nSee `lib/x.ts`.\n\n1. `lib/a.ts`\n2. `lib/b.ts`, `lib/a.ts`\n\n## B\n\n1. `lib/c.ts`\n'
  expect(walksOf(page)).toEqual([{ title: 'The life of a', files: ['lib/a.ts', 'lib/b.ts'] }])
})

test('a walk that is broken off is seen', () => {
  const known = new Map([
    ['a', ['b']],
    ['b', []],
    ['c', ['b']],
    ['d', ['e']],
  ])
  expect(leaps(['a', 'b', 'c', 'd'], known)).toEqual(['d'])
})
