import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { setClock } from '../clock'
import { parseEnv } from '../env'
import { setGlobalState } from '../global-state'
import { refreshSecret } from '../robots/refresh-secret'
import { readSecrets } from '../robots/robot-secrets'
import { db } from '../store/db'
import { bundled } from '../testing/bundled'
import { useDatabase } from '../testing/database'
import { makeProject, makeRobot } from '../testing/make'
import type { ClockOrder } from '../testing/rotation-process'
import { ensureSigningKey } from './signing-key'

// `npm run prove -- rotation` does all 200.
const { batches, robots } = process.env['PROVE'] === 'true' ? { batches: 10, robots: 20 } : { batches: 1, robots: 8 }
const hourMs = 3_600_000

const url = useDatabase()
let scripts: Awaited<ReturnType<typeof bundled<'rotation'>>>
beforeAll(async () => {
  scripts = await bundled({ rotation: 'lib/server/testing/rotation-process.ts' })
})
afterAll(() => scripts.remove())

const pick = (below: number) => Math.floor(Math.random() * below)

/** One of the two that clients sign in at. */
class Door {
  private child!: ChildProcess
  private port = 0
  private orders = 0

  async start(clock: ClockOrder['clock']): Promise<void> {
    this.child = scripts.start('rotation', [url()], {})
    const [port] = await once(this.child, 'message')
    await this.setClock(clock)
    this.port = port as number
  }

  async setClock(clock: ClockOrder['clock']): Promise<void> {
    const done = once(this.child, 'message')
    this.child.send({ id: this.orders++, clock } satisfies ClockOrder)
    await done
  }

  async kill(): Promise<void> {
    this.port = 0
    const ended = once(this.child, 'exit')
    this.child.kill('SIGKILL')
    await ended
  }

  /** Whether it is let in; null when the door was killed. */
  async signIn(name: string, secret: string): Promise<boolean | null> {
    if (this.port === 0) return null
    const address = `http://127.0.0.1:${this.port}/service/token?service=harbor-registry&scope=repository:x/app:pull`
    const authorization = `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`
    const response = await fetch(address, { headers: { authorization, connection: 'close' } }).catch(() => null)
    await response?.arrayBuffer().catch(() => null)
    if (!response) return null
    if (response.status !== 200 && response.status !== 401) throw new Error(`answered ${response.status}`)
    return response.status === 200
  }
}

type Rotating = { id: number; name: string; old: string; fresh: string; usedAt: Door[]; from: number }

test(
  `${batches * robots} rotations at two processes, one of them killed in each ${robots}: nobody is shut out, no old secret outlives its end`,
  { timeout: 600_000 },
  async () => {
    setGlobalState('env', parseEnv({ LOG_LEVEL: 'silent' }))
    await ensureSigningKey()
    const project = await makeProject()
    const doors = [new Door(), new Door()]
    let ahead = 0
    const now = () => Date.now() + ahead
    setClock(() => new Date(now()))
    await Promise.all(doors.map((door) => door.start({ ahead })))
    const wrong: string[] = []
    const seen = { ended: 0, goneOn: 0, lost: 0, watched: 0 }
    const setClocks = (clock: ClockOrder['clock']) => Promise.all(doors.map((door) => door.setClock(clock)))
    const jumpTo = (at: number) => {
      ahead = at - Date.now()
      return setClocks({ ahead })
    }
    const expectOld = async ({ name, old, fresh }: Rotating, isLive: boolean, when: string) => {
      for (const door of doors) {
        if ((await door.signIn(name, old)) !== isLive)
          wrong.push(`${name}: old ${isLive ? 'refused' : 'let in'} ${when}`)
        if (!isLive && !(await door.signIn(name, fresh))) wrong.push(`${name}: new refused ${when}`)
      }
    }

    const usedAt = [[doors[0]!], [doors[1]!], doors, []]
    async function rotate(_: unknown, index: number): Promise<Rotating> {
      const { id, name, secret } = await makeRobot(project, { durationDays: -1 })
      const oldSecret = { kind: 'after-first-use', hours: 1 } as const
      const { secret: fresh } = (await refreshSecret(project.admin, { id, oldSecret }))!
      return { id, name, old: secret!, fresh, usedAt: usedAt[index % 4]!, from: now() }
    }

    /** Clients all along: who is refused with the old one has the new one. */
    function watch(all: Rotating[]) {
      let isOver = false
      const watching = (async () => {
        while (!isOver) {
          const [{ name, old, fresh }, door] = [all[pick(all.length)]!, doors[pick(2)]!]
          if ((await door.signIn(name, old)) === false && (await door.signIn(name, fresh)) === false)
            wrong.push(`${name}: both refused`)
          seen.watched++
          await delay(5)
        }
      })()
      return async () => {
        isOver = true
        await watching
      }
    }

    const endOf = async ({ id }: Rotating) => (await readSecrets(db(), { robotId: id }))[0]!.end

    try {
      for (let batch = 0; batch < batches; batch++) {
        const all = await Promise.all(Array.from({ length: robots }, rotate))
        const stop = watch(all)
        for (const robot of all) robot.from = now()
        await Promise.all(all.flatMap(({ name, fresh, usedAt }) => usedAt.map((door) => door.signIn(name, fresh))))
        const to = now()
        await delay(pick(2_500))
        const killed = doors[pick(2)]!
        await killed.kill()
        await killed.start({ ahead })
        // What the one that lives was told is written; the other's may be lost.
        const sure = all.filter(({ usedAt }) => usedAt.some((door) => door !== killed))
        const settled = async () => {
          for (const robot of sure) expect(await endOf(robot)).not.toBeNull()
        }
        await vi.waitFor(settled, { timeout: 120_000, interval: 100 })
        const ends = await Promise.all(all.map(endOf))
        for (const [index, robot] of all.entries()) {
          const end = ends[index]!
          if (end === null && robot.usedAt.length > 0) seen.lost++
          if (end === null) continue
          const isWithin = end >= Math.floor(robot.from / 1000) * 1000 + hourMs && end <= to + hourMs
          if (!isWithin || robot.usedAt.length === 0)
            wrong.push(`${robot.name}: ends at ${end}, used from ${robot.from}`)
        }
        await expect.poll(() => seen.watched).toBeGreaterThan(10)
        await stop()
        for (const end of new Set(ends.filter((each) => each !== null))) {
          const its = all.filter((_, index) => ends[index] === end)
          await setClocks({ stopped: end - 1 })
          for (const robot of its) await expectOld(robot, true, 'before its end')
          await setClocks({ stopped: end })
          for (const robot of its) await expectOld(robot, false, 'at its end')
          seen.ended += its.length
        }
        await jumpTo(now() + 3 * hourMs)
        for (const [index, robot] of all.entries()) {
          await expectOld(robot, ends[index] === null, 'hours later')
          if (ends[index] === null) seen.goneOn++
        }
      }
    } finally {
      await Promise.all(doors.map((door) => door.kill()))
    }
    process.stdout.write(`${JSON.stringify(seen)}\n`)
    expect(wrong).toEqual([])
    expect(seen.ended).toBeGreaterThan(0)
  },
)
