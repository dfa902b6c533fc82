import { expect, test } from 'vitest'
import { remembered } from './remembered'

test('computes once what is asked again, drops the oldest, and keeps no long text', () => {
  const computed: string[] = []
  const ask = remembered((text) => (computed.push(text), [text]), { max: 2, maxLength: 3 })
  expect(ask('a')).toBe(ask('a'))
  ask('b')
  ask('c')
  ask('a')
  ask('long')
  expect(ask('long')).toEqual(['long'])
  expect(computed).toEqual(['a', 'b', 'c', 'a', 'long', 'long'])
})
