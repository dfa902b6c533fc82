// `npm run restore -- <file>`: a backup into an empty installation. docs/manual/backup.md.
import '@/lib/server/http/process/load-env'
import { restoreBackup, restoreKey } from '@/lib/server/backup/restore'
import { env, limitEnv } from '@/lib/server/env'
import { passphrase } from './ask-passphrase'
import { command, misuse, number, readArguments } from './command'
import { call } from './call'
import { givenPath } from './given-path'

const usage = `Usage: ${call('restore', '<file> [--passphrase-file <file>] [--only-key]')}

  <file>               a backup
  --passphrase-file    a file that holds the passphrase alone, else BACKUP_PASSPHRASE, else it is asked for
  --only-key           only write the backup's SECRET_KEY to secret.key in DATA_DIR, unless there is one`

await command('restore', async () => {
  const { values, file } = readArguments(usage, {
    'passphrase-file': { type: 'string' },
    'only-key': { type: 'boolean', default: false },
  })
  if (file === undefined) throw misuse(usage)
  if (values['only-key']) limitEnv(['DATA_DIR', 'BACKUP_PASSPHRASE'])
  const { DATABASE_URL: url, DATA_DIR } = env()
  const from = { file: givenPath(file), passphrase: await passphrase(values['passphrase-file'], { twice: false }) }
  if (values['only-key']) {
    await restoreKey(from)
    console.log(`${DATA_DIR}/secret.key holds the key of the backup; nothing else was written`)
    return
  }
  const { head, rows } = await restoreBackup({ url, ...from })
  const all = [...rows.values()].reduce((sum, count) => sum + count, 0)
  console.log(`restored what was there at ${head.at}: ${number(rows.get('Robot') ?? 0)} robots, ${number(all)} rows.
Everybody signs in anew. What was changed after that moment is not in it: secrets that were replaced or robots that were
disabled since are as before.`)
})
