import { describe, expect, test } from 'vitest'
import { endOfName } from './end-of-name'

const name = 'robot$team-payments-backend-production'

describe('of a name', () => {
  test.each([
    ['that has room', 400, 304, undefined],
    ['that just has room', 304, 304, undefined],
    ['that has room for all but a letter', 296, 304, 'ckend-production'],
    ['that has room for a half', 152, 304, 'oduction'],
    ['that has no room', 4, 304, ''],
    ['that is not drawn', 0, 0, undefined],
  ])('%s', (_, room, needed, end) => expect(endOfName(name, room, needed)).toBe(end))

  test('no letter is torn', () => {
    const family = '👩‍👩‍👧'
    expect(endOfName(`aaaaaaa${family}é${family}`, 50, 100)).toBe(`é${family}`)
  })
})

test('there is always more than a half left for its beginning', () => {
  for (let room = 0; room <= 300; room++) {
    expect(endOfName(name, room, 301)!.length * 2).toBeLessThan((name.length * room) / 301 + 1)
  }
})
