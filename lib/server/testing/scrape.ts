import 'server-only'
import { setGlobalState } from '../global-state'

/** The series of an exposition, by name and labels as they are written, with their values. */
export const seriesOf = (text: string): Map<string, number> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  )

/** What the database says of itself is asked for anew, and waited for however busy the machine is. */
export const forgetNumbers = (patienceMs = { up: 20_000, all: 20_000 }): void =>
  setGlobalState('database-numbers', { askAgainAt: 0, latest: null, patienceMs })
