// Databases that a benchmark works on, and what PostgreSQL itself takes for it.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'

export type Database = { url: string; remove: () => Promise<void> }

/** A file in the folder where nothing is given; else a new database beside the given one, which stays as it is. */
export async function makeDatabase(folder: string, given: string | undefined): Promise<Database> {
  const name = `bench_${randomBytes(6).toString('hex')}`
  if (given === undefined) return { url: `file:${folder}/${name}.db`, remove: async () => undefined }
  await onServer(given, (client) => client.query(`CREATE DATABASE ${name}`))
  return {
    url: Object.assign(new URL(given), { pathname: `/${name}` }).href,
    remove: async () => void (await onServer(given, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  }
}

/** Processor milliseconds of each process of a PostgreSQL on this machine that serves the database; none for SQLite. */
type OwnTime = Map<number, number>

export async function ownTime(url: string): Promise<OwnTime> {
  if (url.startsWith('file:')) return new Map()
  const { rows } = await onServer(url, (client) =>
    client.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    ),
  )
  return new Map(rows.map(({ pid }) => [pid, cpuMs(pid)]))
}

/** What they took between two moments; that of one which has ended meanwhile is not known. */
export const ownMs = (before: OwnTime, after: OwnTime): number =>
  [...after].reduce((sum, [pid, ms]) => sum + ms - (before.get(pid) ?? 0), 0)

function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

async function onServer<Result>(url: string, run: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return run(client).finally(() => client.end())
}
