// Processor time of lists before a change and after it, in turn, with a thousand robots and with a million: see
// bench/README.md.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { migrate } from '@/lib/server/store/migrate'
import { openStore } from './api/dialects'
import { Seeder } from './api/seed'
import type { Seen } from './lists/ask'

const [, , clone, given] = process.argv.filter((argument) => argument !== '--small')
if (!clone) throw new Error('name a clone of the revision before, with its packages and database clients')
const sizes = process.argv.includes('--small') ? [1_000, 100_000] : [1_000, 1_000_000]
const rounds = 2
const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
const url = given ?? `file:${folder}/robots.db`
const sides = { before: path.resolve(clone), after: process.cwd() }
/** The best of the rounds, in microseconds: what disturbs makes slower. */
const best = new Map<string, Seen>()

/** A process of that revision asks all in turn. */
function ask(side: keyof typeof sides, size: number): void {
  const script = path.join(import.meta.dirname, 'lists/ask.ts')
  const options = ['--import', 'tsx', '--conditions=react-server', script, url]
  const answer = execFileSync(process.execPath, options, { cwd: sides[side], maxBuffer: 2 ** 24 })
  for (const [title, seen] of Object.entries(JSON.parse(String(answer)) as Record<string, Seen>)) {
    const key = [title, side, size].join()
    const known = best.get(key) ?? seen
    best.set(key, { mean: Math.min(known.mean, seen.mean), p95: Math.min(known.p95, seen.p95), found: seen.found })
    process.stderr.write(`${key}: ${seen.mean.toFixed(0)} µs, p95 ${seen.p95.toFixed(0)}, ${seen.found} found\n`)
  }
}

function report(): void {
  const machine = `${cpus().length} × ${cpus()[0]!.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
  const titles = [...new Set([...best.keys()].map((key) => key.split(',after,')[0]!))].filter(
    (key) => !/before/.test(key),
  )
  const cells = (title: string, side: string) => {
    const [few, many] = sizes.map((size) => best.get([title, side, size].join())!)
    const pair = (of: 'mean' | 'p95') => `${few![of].toFixed(0)} / ${many![of].toFixed(0)}`
    return [pair('mean'), pair('p95'), (many!.p95 / few!.p95).toFixed(2)]
  }
  const lines = titles.map((title) => {
    const found = sizes.map((size) => best.get([title, 'after', size].join())!.found).join(' / ')
    return `| ${[title, found, ...cells(title, 'before'), ...cells(title, 'after')].join(' | ')} |`
  })
  process.stdout.write(
    [
      `${given ? 'PostgreSQL' : 'SQLite'}; ${machine}; ${sizes.map((size) => size.toLocaleString('en')).join(' / ')} robots`,
      '',
      '| | found | before, µs | p95 | ratio | after, µs | p95 | ratio |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
      ...lines,
      '',
    ].join('\n'),
  )
}

try {
  // Ours sets up the tables; the one before may work on them.
  await migrate(url)
  const store = await openStore(url)
  await store.run(`INSERT INTO "User" ("username", "passwordHash", "isAdmin", "createdAt", "updatedAt")
    VALUES ('admin', '', true, '2026-01-01 00:00:00', '2026-01-01 00:00:00')`)
  await store.close()
  const seeder = await Seeder.open(url)
  await seeder.projects()
  for (const size of sizes) {
    await seeder.grow(size)
    for (let round = 0; round < rounds; round++) for (const side of ['before', 'after'] as const) ask(side, size)
  }
  await seeder.close()
  report()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
