// `npm run backup -- <file>`: all that a running installation needs, sealed by a passphrase. docs/manual/backup.md.
import '@/lib/server/http/process/load-env'
import { createBackup } from '@/lib/server/backup/create'
import { presentKey } from '@/lib/server/backup/keys'
import { env } from '@/lib/server/env'
import { passphrase } from './ask-passphrase'
import { command, misuse, number, readArguments, size } from './command'
import { call } from './call'
import { givenPath } from './given-path'

const usage = `Usage: ${call('backup', '<file> [--passphrase-file <file>]')}

  <file>               where to; one that is there is left as it is
  --passphrase-file    a file that holds the passphrase alone, else BACKUP_PASSPHRASE, else it is asked for`

await command('backup', async () => {
  const { values, file } = readArguments(usage, { 'passphrase-file': { type: 'string' } })
  if (file === undefined) throw misuse(usage)
  const key = presentKey()
  const secret = await passphrase(values['passphrase-file'], { twice: true })
  const made = await createBackup({ url: env().DATABASE_URL, file: givenPath(file), passphrase: secret, key })
  const rows = [...made.rows.values()].reduce((sum, count) => sum + count, 0)
  console.log(
    `${givenPath(file)}: ${number(made.rows.get('Robot') ?? 0)} robots, ${number(rows)} rows, ${size(made.size)}`,
  )
})
