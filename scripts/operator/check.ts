// `npm run check`: whether a database, or with a file a backup, is sound. Ends with 1 where it is not. docs/manual/backup.md.
import '@/lib/server/http/process/load-env'
import { checkDatabase } from '@/lib/server/backup/check/check'
import { openBackup } from '@/lib/server/backup/open'
import { env, limitEnv } from '@/lib/server/env'
import { masterKey } from '@/lib/server/secrets/secret-key'
import { passphrase } from './ask-passphrase'
import { command, number, readArguments, size } from './command'
import { call } from './call'
import { givenPath } from './given-path'

const usage = `Usage: ${call('check', '[<file> [--passphrase-file <file>]]')}

  (nothing)            the database: references, counts, encodings, keys; reads only, while the servers run
  <file>               a backup: whether all of it is as it was written, and its key opens its signing keys
  --passphrase-file    a file that holds the passphrase alone, else BACKUP_PASSPHRASE, else it is asked for`

await command('check', async () => {
  const { values, file } = readArguments(usage, { 'passphrase-file': { type: 'string' } })
  await (file === undefined ? ofDatabase() : ofFile(givenPath(file), values['passphrase-file']))
})

async function ofDatabase(): Promise<void> {
  const { findings, rows } = await checkDatabase(env().DATABASE_URL, masterKey())
  for (const { what, count, ids } of findings) {
    const others = count > ids.length ? ` and ${number(count - ids.length)} more` : ''
    // What stands in a damaged file may be anything, also what a terminal would obey.
    console.log(`${what}: ${ids.join(', ')}${others}`.replace(/\p{C}/gu, '?'))
  }
  console.log(
    findings.length === 0
      ? `${number(rows)} rows, all sound`
      : `${number(rows)} rows, ${findings.length} ${findings.length === 1 ? 'kind' : 'kinds'} of faults`,
  )
  if (findings.length > 0) process.exitCode = 1
}

async function ofFile(file: string, passphraseFile: string | undefined): Promise<void> {
  limitEnv(['BACKUP_PASSPHRASE'])
  const { head, rows, size: bytes } = await openBackup(file, await passphrase(passphraseFile, { twice: false }))
  const all = [...rows.values()].reduce((sum, count) => sum + count, 0)
  const robots = number(rows.get('Robot') ?? 0)
  console.log(
    `whole: of ${head.at}, version ${head.version}, from ${head.engine}; ${robots} robots, ${number(all)} rows, ${size(bytes)}`,
  )
}
