import 'server-only'
import { migrate } from '../store/migrate'

// For tests that kill it: brings the database up to date in a process of its own, and tells its parent when it begins.
process.send?.('ready')
await migrate(process.argv[2]!, process.argv[3])
