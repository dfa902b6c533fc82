import { describe, expect, test } from 'vitest'
import { root } from '../setup/root.mjs'
import { storeys } from './rooms.mjs'
import { circlesOf, importsOf, readImports, upwardArrows } from './structure.mjs'

describe.each(storeys)('$room', ({ room, floors }) => {
  const imports = readImports(root, [room])

  test('has no files that import each other, also not by types', () => {
    expect(imports.size).toBeGreaterThan(0)
    expect(circlesOf(imports)).toEqual([])
  })

  test('has no import of a higher floor', () => expect(upwardArrows(imports, room, floors)).toEqual([]))
})

describe('a check that can fail', () => {
  const read = (sources: Record<string, string>) => importsOf(new Map(Object.entries(sources)))

  test.each([
    ['a type', `import type { B } from './b'`],
    ['a type among values', `import { type B } from './b'`],
    ['a type in place', `export type A = import('./b').B`],
    ['a type handed on', `export type { B } from './b'`],
    ['a lazy import', `export const b = () => import('./b')`],
    ['the whole path', `import { b } from '@/room/b'`],
  ])('%s ties two files', (_, code) => {
    const imports = read({ 'room/a.ts': code, 'room/b.tsx': `import { a } from './a'` })
    expect(circlesOf(imports)).toEqual([['room/a.ts', 'room/b.tsx']])
  })

  test('a long way round is one circle, and what hangs on it is none of it', () => {
    const imports = read({
      'a.ts': `import './b'\nimport './leaf'`,
      'b.ts': `import './c'`,
      'c.ts': `import './d'\nimport './a'`,
      'd.ts': `import './leaf'`,
      'leaf.ts': `import 'a-package'\nexport const text = "import './a'"`,
    })
    expect(circlesOf(imports)).toEqual([['a.ts', 'b.ts', 'c.ts']])
  })

  test('an arrow upwards is told, one down or beside is not', () => {
    const imports = read({
      'room/ui/a.ts': `import type { B } from '../table/b'`,
      'room/table/b.ts': `import '../ui/c'`,
      'room/ui/c.ts': '',
      'room/one/d.ts': `import '../two/e'\nimport '../table/b'`,
      'room/two/e.ts': '',
    })
    expect(upwardArrows(imports, 'room', [['ui'], ['table']])).toEqual(['room/ui/a.ts -> room/table/b.ts'])
  })
})
