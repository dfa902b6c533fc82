import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseEnv } from '@/lib/server/env'
import { setGlobalState } from '@/lib/server/global-state'
import { handler } from '@/lib/server/http/handle'
import { flushDenials } from '@/lib/server/rights/record-denial'
import { closeDatabase } from '@/lib/server/store/db'
import { migrate } from '@/lib/server/store/migrate'
import { bootstrap } from '@/lib/server/users/bootstrap'
import type { Login } from './side'

export type OwnServer = { url: string; admin: Login; stop: () => Promise<void> }

/** Our API in this process, on a database of its own that goes with it; without pages, which nobody asks for. */
export async function startOwnServer(): Promise<OwnServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'compare-'))
  const server = createServer(handler(async (_, response) => void response.writeHead(501).end()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const admin = { username: 'admin', password: `Aa1-${randomBytes(12).toString('hex')}` }
  const settled = {
    EXTERNAL_URL: url,
    DATA_DIR: folder,
    DATABASE_URL: `file:${path.join(folder, 'compare.db')}`,
    SECRET_KEY: randomBytes(32).toString('hex'),
    ADMIN_PASSWORD: admin.password,
    LOG_LEVEL: 'silent',
    API_RATE_LIMIT: '1000000',
  }
  setGlobalState('env', parseEnv(settled))
  await migrate(settled.DATABASE_URL)
  await bootstrap()
  const stop = async () => {
    await new Promise((closed) => {
      server.close(closed)
      server.closeAllConnections()
    })
    await flushDenials('all')
    await closeDatabase()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, admin, stop }
}
