import { describe, expect, test } from 'vitest'
import { pauseMs } from './use-hand-off'

const minutes = 60_000

describe('how long is waited before it is asked again', () => {
  test.each([
    [0, false, 2_000],
    [3 * minutes - 1, false, 2_000],
    [3 * minutes, false, 5_000],
    [10 * minutes, false, 15_000],
    [0, true, 15_000],
    [60 * minutes - 1, false, 15_000],
    [60 * minutes, false, false],
    [60 * minutes, true, false],
  ])('after %d ms, signed in: %s, it is %s', (watched, isSignedIn, pause) => {
    expect(pauseMs(watched, isSignedIn)).toBe(pause)
  })

  test('in an hour that is some hundred times', () => {
    let asked = 0
    for (let at = 0, pause = pauseMs(0, false); pause !== false; pause = pauseMs(at, false)) {
      at += pause
      asked++
    }
    expect(asked).toBeLessThan(400)
  })
})
