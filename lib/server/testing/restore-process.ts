import 'server-only'
import { createBackup } from '../backup/create'
import { restoreBackup } from '../backup/restore'
import { setGlobalState } from '../global-state'

// For tests that kill it: makes a backup, or restores one, in a process of its own, and tells its parent when it begins.
const [what, url, file, passphrase, key] = process.argv.slice(2) as [string, string, string, string, string]
setGlobalState('secret-key', { master: key })
process.send?.('ready')
if (what === 'backup') await createBackup({ url, file, passphrase, key, work: 4 })
else await restoreBackup({ url, file, passphrase })
process.disconnect()
