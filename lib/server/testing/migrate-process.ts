import 'server-only'
import { migrate } from '../store/migrate'

// For tests that kill it: brings the database up to date in a process of its own.
await migrate(process.argv[2]!)
