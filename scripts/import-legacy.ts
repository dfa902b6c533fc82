// `npm run import:legacy -- <file.json>… --key <public key PEM> --project <old id>=<name>`: takes over robot accounts
// from before Harbor 2.2. README, "Legacy robots". Repeating it only adds what is missing.
import '@/lib/server/http/load-env'
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { parseLegacyExport, type ParsedEntry } from '@/lib/domain/legacy-export'
import { db } from '@/lib/server/db'
import { env } from '@/lib/server/env'
import { migrate } from '@/lib/server/migrate'
import { importLegacyRobots, type LegacyOutcome } from '@/lib/server/robots/import-legacy'
import { parseLegacyKey, type LegacyKey } from '@/lib/server/robots/legacy-key'

const usage = `Usage: npm run import:legacy -- <file.json>… --key <public key PEM> --project <old id>=<name>…

  <file.json>         exports of the old Harbor: {name, token} files, or the robot list of its API
  --key               the public key that the old Harbor's tokens are checked with
  --project 7=web     the old Harbor's project 7 is the project "web" here; once for each project
  --dry-run           say what would be done, and do nothing
  --restore-deleted   bring back robot accounts that were imported before and deleted here`

try {
  const { files, keyFile, projects, dryRun, restoreDeleted } = readArguments()
  const key = readKey(keyFile)
  // Several files go on counting, so that a number always names one entry.
  const entries = files.flatMap(readExport).map((entry, at) => ({ ...entry, position: at + 1 }))
  mkdirSync(env().DATA_DIR, { recursive: true, mode: 0o700 })
  await migrate(env().DATABASE_URL)
  const input = { entries, key, projects, dryRun, restoreDeleted }
  const outcomes = await importLegacyRobots({ kind: 'system' }, input)
  await db().$disconnect()
  report(outcomes, dryRun)
} catch (error) {
  console.error(`import:legacy: ${(error as Error).message}`)
  process.exit(1)
}

function readArguments() {
  const { values, positionals } = parse()
  if (positionals.length === 0 || values.key === undefined) throw new Error(`nothing was done.\n${usage}`)
  const projects = new Map<number, string>()
  for (const text of values.project) {
    const [, id, name] = /^([1-9]\d{0,14})=(.+)$/.exec(text) ?? []
    if (!id || !name)
      throw new Error(`--project ${text}: must be the old project's number, =, and a project's name here`)
    if (projects.has(Number(id))) throw new Error(`--project ${text}: the old project ${id} is there twice`)
    projects.set(Number(id), name)
  }
  const { 'dry-run': dryRun, 'restore-deleted': restoreDeleted } = values
  return { files: positionals, keyFile: values.key, projects, dryRun, restoreDeleted }
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        key: { type: 'string' },
        project: { type: 'string', multiple: true, default: [] },
        'dry-run': { type: 'boolean', default: false },
        'restore-deleted': { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`)
  }
}

function readKey(file: string): LegacyKey {
  const parsed = parseLegacyKey(read(file))
  if (!parsed.ok) throw new Error(`${file} ${parsed.problem}`)
  console.log(`key        RSA ${parsed.bits}, SHA-256 ${parsed.key.fingerprint}`)
  return parsed.key
}

function readExport(file: string): ParsedEntry[] {
  const parsed = parseLegacyExport(read(file))
  if (!parsed.ok) throw new Error(`${file} ${parsed.problem}; nothing was imported`)
  console.log(`read       ${file}: ${parsed.entries.length} ${parsed.entries.length === 1 ? 'entry' : 'entries'}`)
  return parsed.entries
}

function read(file: string): string {
  try {
    // npm changes to the project's folder; files are meant from where it was called.
    return readFileSync(path.resolve(process.env.INIT_CWD ?? '.', file), 'utf8')
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`)
  }
}

function report(outcomes: LegacyOutcome[], dryRun: boolean) {
  for (const outcome of outcomes) {
    const line = `${(outcome.name ?? 'entry').padEnd(24)} ${sentence(outcome, dryRun)}`
    // A file may hold anything, also what a terminal would obey.
    console.log(line.replace(/\p{C}/gu, '?'))
  }
  const count = (kind: LegacyOutcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length
  console.log(
    `${count('imported')} ${dryRun ? 'would be imported' : 'imported'}, ` +
      `${count('there')} there already, ${count('refused')} not imported`,
  )
  if (count('refused') > 0) process.exitCode = 1
}

function sentence(outcome: LegacyOutcome, dryRun: boolean): string {
  if (outcome.kind === 'refused') return `not imported (entry ${outcome.entries.join(', ')}): ${outcome.problem}`
  if (outcome.kind === 'there') return `is in ${outcome.project} already`
  const { project, access, expiresAt, disabled } = outcome
  const end = expiresAt === null ? 'never expires' : `expires ${new Date(expiresAt * 1000).toISOString().slice(0, 10)}`
  const state = disabled ? ', disabled' : ''
  return `${dryRun ? 'would be imported' : 'imported'} into ${project}: ${access.join(', ')}; ${end}${state}`
}
