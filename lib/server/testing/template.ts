import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for a run's templates, and what their names in PostgreSQL begin with. */
    templates: string
  }
}

/** Around a run of verb tests: takes away the databases that its processes have made their test files' from. */
export default function forgetTemplates(project: TestProject) {
  const folder = mkdtempSync(path.join(tmpdir(), 'verbs-template-'))
  project.provide('templates', folder)
  return async () => {
    rmSync(folder, { recursive: true })
    const admin = process.env['TEST_POSTGRES_URL']
    if (process.env['TEST_DATABASE'] !== 'postgresql' || !admin) return
    const client = new pg.Client({ connectionString: admin })
    await client.connect()
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname LIKE $1', [
      `${templateName(folder)}%`,
    ])
    for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`)
    await client.end()
  }
}

export const templateName = (folder: string): string => path.basename(folder)
