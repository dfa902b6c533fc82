// `npm run import:legacy -- <file.json>… --key <public key PEM> --project <old id>=<name>`: takes over robot accounts
// from before Harbor 2.2. docs/manual/legacy-robots.md. Repeating it only adds what is missing.
import '@/lib/server/http/process/load-env'
import { readFileSync } from 'node:fs'
import { expiryDate } from '@/lib/domain/robots/expiry'
import { parseLegacyExport, type ParsedEntry } from '@/lib/domain/legacy-robots/legacy-export'
import { db } from '@/lib/server/store/db'
import { env } from '@/lib/server/env'
import { ensureInstalled } from '@/lib/server/store/installed'
import { migrate } from '@/lib/server/store/migrate'
import { importLegacyRobots, type LegacyOutcome } from '@/lib/server/legacy-robots/import'
import { parseLegacyKey, type LegacyKey } from '@/lib/server/legacy-robots/key'
import { call } from './call'
import { command, misuse, readAll } from './command'
import { givenPath } from './given-path'

const usage = `Usage: ${call('import:legacy', '<file.json>… --key <public key PEM> --project <old id>=<name>…')}

  <file.json>         exports of the old Harbor, best of both kinds: {name, token} files, and its API's robot lists
  --key               the public key that the old Harbor's tokens are checked with
  --project 7=web     the old Harbor's project 7 is the project "web" here; once for each project
  --dry-run           say what would be done, and do nothing
  --restore-deleted   bring back robot accounts that were imported before and deleted here`

await command('import:legacy', async () => {
  const { files, keyFile, projects, dryRun, restoreDeleted } = readArguments()
  const key = readKey(keyFile)
  // Several files go on counting, so that a number always names one entry.
  const entries = files.flatMap(readExport).map((entry, at) => ({ ...entry, position: at + 1 }))
  await ensureInstalled(env())
  await migrate(env().DATABASE_URL)
  const input = { entries, key, projects, dryRun, restoreDeleted }
  const outcomes = await importLegacyRobots({ kind: 'system' }, input)
  await db().$disconnect()
  report(outcomes, dryRun)
})

function readArguments() {
  const { values, positionals } = readAll(usage, {
    key: { type: 'string' },
    project: { type: 'string', multiple: true, default: [] },
    'dry-run': { type: 'boolean', default: false },
    'restore-deleted': { type: 'boolean', default: false },
  })
  if (positionals.length === 0 || values.key === undefined) throw misuse(usage)
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
    return readFileSync(givenPath(file), 'utf8')
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`)
  }
}

function report(outcomes: LegacyOutcome[], dryRun: boolean) {
  for (const outcome of outcomes) {
    const said = sentence(outcome, dryRun)
    if (said !== null) print(`${nameOf(outcome).padEnd(24)} ${said}`)
  }
  const of = (kind: LegacyOutcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind)
  const missing = of('missing')
  if (missing.length > 0) print(`${missing.length} without their token file: ${missing.map(nameOf).join(', ')}`)
  const unlisted = outcomes.filter((outcome) => outcome.kind === 'imported' && outcome.unlisted)
  if (unlisted.length > 0) {
    print(`${unlisted.length} in no list: only the old Harbor's list says which robot accounts were disabled there`)
  }
  const refused = missing.length + of('refused').length
  print(
    `${of('imported').length} ${dryRun ? 'would be imported' : 'imported'}, ${of('there').length} there already, ` +
      `${of('differs').length} there and different, ${refused} not imported`,
  )
  if (refused + of('differs').length > 0) process.exitCode = 1
}

function nameOf({ name, entries }: LegacyOutcome): string {
  return name ?? `entry ${entries.join(', ')}`
}

/** A file may hold anything, also what a terminal would obey. */
function print(line: string) {
  console.log(line.replace(/\p{C}/gu, '?'))
}

/** null for what is told of all such robots together. */
function sentence(outcome: LegacyOutcome, dryRun: boolean): string | null {
  if (outcome.kind === 'missing') return null
  if (outcome.kind === 'refused') return `not imported (entry ${outcome.entries.join(', ')}): ${outcome.problem}`
  if (outcome.kind === 'there') return `is in ${outcome.project} already`
  if (outcome.kind === 'differs') {
    return `DIFFERS, is in ${outcome.project} already and was not changed: ${outcome.differences.join('; ')}`
  }
  const { project, access, leftOut, expiresAt, disabled } = outcome
  const date = expiryDate(expiresAt)?.toISOString().slice(0, 10) ?? 'beyond all dates'
  const end = expiresAt === null ? 'never expires' : `expires ${date}`
  const state = disabled ? ', disabled' : ''
  const rest = leftOut.length > 0 ? `; left out: ${leftOut.join(', ')}` : ''
  return `${dryRun ? 'would be imported' : 'imported'} into ${project}: ${access.join(', ')}; ${end}${state}${rest}`
}
