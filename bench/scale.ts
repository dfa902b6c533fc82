// How many doors and which PostgreSQL for how many tokens: measures the pieces, and runs a simulation made of them. See
// bench/README.md and docs/scale.md.
import { mkdtempSync, rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openPostgresReads } from '@/lib/server/store/hot-reads/postgresql'
import type { HotReads } from '@/lib/server/store/hot-reads/hot-reads'
import { makeDatabase, ownMs, ownTime } from './api/databases'
import { root } from './tokens/processes'
import { Seeder, type Caller } from './tokens/seed'
import { simulate, type Pieces, type Plan } from './scale/simulate'

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: {
    rate: { type: 'string', default: '100000' },
    doors: { type: 'string', default: '8,12,16,20,24' },
    cores: { type: 'string', default: '2,4,8' },
    shared: { type: 'string', default: '0.3' },
    burst: { type: 'string', default: '0.2' },
    network: { type: 'string', default: '0.5' },
    robots: { type: 'string', default: '1000' },
    pieces: { type: 'string' },
  },
})
const numbers = (text: string): number[] => text.split(',').map(Number)

/** What was seen on two cores of an AMD EPYC: token-cost.ts, and `measure` below, which others kept from idle cores. */
const seen: Pieces = { tokenAlone: 97, tokenShared: 46, batch: 450, question: 11 }

if (positionals[0]) await measure(positionals[0])
else tell(options.pieces ? (JSON.parse(options.pieces) as Pieces) : seen)

function tell(pieces: Pieces): void {
  const plan: Omit<Plan, 'doors' | 'cores'> = {
    rate: Number(options.rate),
    shared: Number(options.shared),
    burst: Number(options.burst),
    networkMs: Number(options.network),
    batches: 2,
    seconds: 2,
  }
  console.log(JSON.stringify({ pieces, ...plan }))
  console.log('| doors | cores | doors busy | PostgreSQL busy | questions a batch | p50 ms | p99 ms |')
  for (const cores of numbers(options.cores))
    for (const doors of numbers(options.doors)) {
      const { doorBusy, databaseBusy, questionsPerBatch, p50Ms, p99Ms, unanswered } = simulate(pieces, {
        ...plan,
        doors,
        cores,
      })
      const isEnough = unanswered === 0 && databaseBusy < 0.99
      const cells = [doors, cores, percent(doorBusy), percent(databaseBusy), questionsPerBatch.toFixed(1)]
      const times = isEnough ? [p50Ms.toFixed(1), p99Ms.toFixed(1)] : ['does not', 'keep up']
      console.log(`| ${[...cells, ...times].join(' | ')} |`)
    }
}

/** What PostgreSQL takes for a batch of so many questions, and by that for a batch and for a question. */
async function measure(server: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
  const database = await makeDatabase(folder, server)
  const env = { ...process.env, DATABASE_URL: database.url, DATA_DIR: folder, SECRET_KEY: 'k'.repeat(40) }
  const setUp = path.join(root, 'bench/tokens/set-up.ts')
  execFileSync(process.execPath, ['--import', 'tsx', '--conditions=react-server', setUp], { cwd: root, env })
  const seeder = await Seeder.open(database.url)
  const { generated } = await seeder.callers(949)
  await seeder.grow(Number(options.robots))
  await seeder.close()
  const reads = openPostgresReads(database.url)
  const points: [size: number, micros: number][] = []
  for (const size of [1, 2, 4, 8, 16, 32, 64])
    points.push([size, await batchMicros(reads, database.url, generated, size)])
  for (const [size, micros] of points) console.log(`${size} questions: ${micros.toFixed(0)} µs a batch`)
  console.log(JSON.stringify(fitted(points)))
  await reads.close()
  await database.remove()
  rmSync(folder, { recursive: true, force: true })
}

async function batchMicros(reads: HotReads, url: string, callers: Caller[], size: number): Promise<number> {
  const ask = async (batches: number) => {
    for (let batch = 0; batch < batches; batch++)
      await Promise.all(
        Array.from({ length: size }, (_, index) => {
          const { name, project } = callers[(batch * size + index) % callers.length]!
          return reads.ask({ login: () => name.replace('robot$', ''), projects: [project] })
        }),
      )
  }
  await ask(200)
  const [before, count] = [await ownTime(url), Math.ceil(20_000 / Math.sqrt(size))]
  await ask(count)
  return (ownMs(before, await ownTime(url)) * 1000) / count
}

/** The line through these points with the least squares of relative errors. */
function fitted(points: [size: number, micros: number][]): { batch: number; question: number } {
  const sums = { w: 0, x: 0, y: 0, xx: 0, xy: 0 }
  for (const [x, y] of points) {
    const w = 1 / (y * y)
    sums.w += w
    sums.x += w * x
    sums.y += w * y
    sums.xx += w * x * x
    sums.xy += w * x * y
  }
  const question = (sums.w * sums.xy - sums.x * sums.y) / (sums.w * sums.xx - sums.x * sums.x)
  return { batch: (sums.y - question * sums.x) / sums.w, question }
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`
}
