import { expect, test } from 'vitest'
import { freePort } from './free-port.mjs'

test('each who asks has a port of their own, also in the same moment', async () => {
  const asked = await Promise.all(Array.from({ length: 20 }, () => freePort()))
  expect(new Set(asked).size).toBe(20)
})
