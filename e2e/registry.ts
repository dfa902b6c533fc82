import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { registryConfig } from '@/scripts/registry/config'
import { notificationsToken } from './server'

export type Registry = {
  /** `127.0.0.1:<port>`, without a scheme, as clients name it. */
  host: string
  stop: () => Promise<void>
}

/**
 * Starts a stock CNCF Distribution registry (Debian's `docker-registry`) that trusts our token service: `url` is where
 * that is, and its certificates are fetched from there, as docs/manual/registries.md tells people to.
 */
export async function startRegistry(url: string): Promise<Registry> {
  const folder = mkdtempSync(path.join(tmpdir(), 'registry-'))
  const bundle = await fetch(`${url}/service/token-bundle.pem`)
  if (!bundle.ok) throw new Error(`the certificates were answered with ${bundle.status}`)
  writeFileSync(path.join(folder, 'bundle.pem'), await bundle.text())
  writeFileSync(path.join(folder, 'config.yml'), configuration(url, folder))
  // It takes every REGISTRY_… variable as configuration, and skopeo's REGISTRY_AUTH_FILE is none.
  const child = spawn('docker-registry', ['serve', path.join(folder, 'config.yml')], {
    env: { PATH: process.env.PATH, HOME: folder } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit')
      child.kill()
      await exit
    }
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    return { host: await listeningOn(child), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const configuration = (externalUrl: string, folder: string): string =>
  registryConfig({
    release: '2',
    externalUrl,
    service: 'harbor-registry',
    issuer: 'harbor-token-issuer',
    keys: path.join(folder, 'bundle.pem'),
    storage: path.join(folder, 'data'),
    address: '127.0.0.1:0',
    secret: 'only-for-tests',
    notificationsToken,
  })

/** The address it says it listens on; its own output when it ends instead. */
async function listeningOn(child: ChildProcess): Promise<string> {
  const said: string[] = []
  const found = new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`docker-registry ended with ${code}:\n${said.join('\n')}`)))
    createInterface({ input: child.stderr! }).on('line', (line) => {
      const [, address] = /listening on (127\.0\.0\.1:\d+)/.exec(line) ?? []
      if (address) resolve(address)
      else if (said.length < 100) said.push(line)
    })
  })
  return found
}
