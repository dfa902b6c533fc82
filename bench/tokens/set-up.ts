// Sets up the database of the environment as a console's start does. Run in a checkout, whose code it is done by.
import { mkdirSync } from 'node:fs'
import { env } from '@/lib/server/env'
import { ensureSigningKey } from '@/lib/server/registry/signing-key'
import { closeDatabase } from '@/lib/server/store/db'
import { migrate } from '@/lib/server/store/migrate'
import { bootstrap } from '@/lib/server/users/bootstrap'

mkdirSync(env().DATA_DIR, { recursive: true })
await migrate(env().DATABASE_URL)
await bootstrap()
await ensureSigningKey()
await closeDatabase()
process.exit(0)
