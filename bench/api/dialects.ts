// The few words in which the two engines' SQL for filling a database differs.
import Database from 'libsql'
import pg from 'pg'

export type Store = {
  engine: 'SQLite' | 'PostgreSQL'
  run: (sql: string) => Promise<void>
  number: (sql: string) => Promise<number>
  /** A table `n(i)` of the whole numbers from `from` up to, without, `to`. */
  numbers: (from: number, to: number) => string
  /** 12 hexadecimal digits that nobody else has, of the number i. */
  hex: string
  /** A moment within a year, of the number i. */
  time: string
  /** What an operator's nightly upkeep does, and the application itself never. */
  settle: () => Promise<void>
  close: () => Promise<void>
}

export async function openStore(url: string): Promise<Store> {
  return url.startsWith('file:') ? openSqlite(url.replace('file:', '')) : openPostgres(url)
}

function openSqlite(file: string): Store {
  const database = new Database(file, { timeout: 10_000 } as Database.Options)
  database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000')
  return {
    engine: 'SQLite',
    run: async (sql) => void database.exec(sql),
    number: async (sql) => Number((database.prepare(sql).raw().get([]) as unknown[])[0]),
    numbers: (from, to) =>
      `(WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${to - 1}) SELECT i FROM n) n`,
    hex: 'lower(hex(randomblob(6)))',
    time: `strftime('%Y-%m-%dT%H:%M:%f', '2026-01-01', '-' || (i * 7919 % 31536000) || ' seconds') || '+00:00'`,
    settle: async () => void database.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
    close: async () => void database.close(),
  }
}

async function openPostgres(url: string): Promise<Store> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    engine: 'PostgreSQL',
    run: async (sql) => void (await client.query(sql)),
    number: async (sql) => Number(Object.values((await client.query<Record<string, string>>(sql)).rows[0]!)[0]),
    numbers: (from, to) => `(SELECT i::bigint FROM generate_series(${from}, ${to - 1}) i) n`,
    hex: 'substr(md5(i::text), 1, 12)',
    time: `timestamp '2026-01-01' - (i * 7919 % 31536000) * interval '1 second'`,
    settle: async () => void (await client.query('VACUUM ANALYZE')),
    close: () => client.end(),
  }
}
