// `npm run registry -- config` prints a configuration for CNCF Distribution that trusts this instance;
// `npm run registry -- up` runs Debian's docker-registry with one. See docs/manual/registries.md.
import '@/lib/server/http/process/load-env'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { env } from '@/lib/server/env'
import { realmWarnings } from '@/lib/server/registry/realm-warnings'
import { tokenIssuer } from '@/lib/server/registry/signing-key'
import { derivedKey, hasKey } from '@/lib/server/secrets/secret-key'
import { registryConfig } from './config'
import { fetchCertificates } from './console'
import { readOptions, usage } from './options'
import { ensureFree, findRegistry, runRegistry } from './up'
import { givenPath } from '../operator/given-path'

/** What the console writes for a registry on the same machine, and serves to all others. */
const certificates = { release: '2', name: 'token-bundle.pem', source: 'token-bundle.pem' } as const
const keySet = { release: '3', name: 'token-jwks.json', source: 'jwks.json' } as const

try {
  const [command, ...args] = process.argv.slice(2)
  if (command === 'up' && args.length === 0) process.exitCode = await up()
  else if (command === 'config') printConfig(readOptions(args))
  else throw new Error(`nothing was done.\n${usage}`)
} catch (error) {
  console.error(`registry: ${(error as Error).message}`)
  process.exitCode = 1
}

async function up(): Promise<number> {
  const { EXTERNAL_URL, REGISTRY_SERVICE } = env()
  const port = registryPort()
  const program = findRegistry()
  const bundle = await fetchCertificates(EXTERNAL_URL, REGISTRY_SERVICE)
  await ensureFree(port)
  const inFolder = (name: string) => path.join(env().DATA_DIR, 'registry', 'up', name)
  mkdirSync(inFolder('storage'), { recursive: true, mode: 0o700 })
  writeFileSync(inFolder('token-bundle.pem'), bundle)
  const files = { keys: inFolder('token-bundle.pem'), storage: inFolder('storage') }
  const config = registryConfig({ ...instance(), ...files, logLevel: 'error' })
  writeFileSync(inFolder('config.yml'), config, { mode: 0o600 })
  return runRegistry(program, inFolder('config.yml'), port, () => {
    const prefix = env().ROBOT_NAME_PREFIX ?? 'robot$'
    // By the name that the default EXTERNAL_URL has: oras takes a local token service from no other.
    console.log(`registry ready on localhost:${port}; tokens come from ${EXTERNAL_URL}. Sign in as a robot with`)
    console.log(`  docker login -u '${prefix}library+ci' localhost:${port}`)
    realmWarnings(env()).forEach(note)
  })
}

function printConfig({ output, distribution, keys, storage, addr }: ReturnType<typeof readOptions>) {
  const { release, name, source } = distribution === '3' ? keySet : certificates
  const { address, ...rest } = instance()
  const written = path.join(env().DATA_DIR, 'registry', name)
  const files = { keys: keys ? givenPath(keys) : written, storage: givenPath(storage) }
  const config = registryConfig({ ...rest, ...files, release, address: addr ?? address })
  if (output === undefined) process.stdout.write(config)
  else writeNew(givenPath(output), config)
  realmWarnings(env()).forEach(note)
  if (!hasKey()) note('DATA_DIR holds no key yet, so http.secret is another one each time: start the console first.')
  if (keys !== undefined || existsSync(written)) return
  note(`${written} is not there yet: fetch it from ${env().EXTERNAL_URL}/service/${source}`)
}

/** Beside what is printed, which may go into a file. */
function note(sentence: string): void {
  console.error(`registry: ${sentence}`)
}

/** What holds for every registry of this instance. */
function instance() {
  return {
    release: '2' as const,
    externalUrl: env().EXTERNAL_URL,
    service: env().REGISTRY_SERVICE,
    issuer: tokenIssuer,
    address: `127.0.0.1:${registryPort()}`,
    secret: uploadSecret().toString('hex'),
    notificationsToken: env().NOTIFICATIONS_TOKEN,
  }
}

/** One for all registries of this instance, whenever it is asked for: an upload may begin at one replica and end at another. */
function uploadSecret(): Buffer {
  return hasKey() ? derivedKey('registry-uploads') : randomBytes(32)
}

function registryPort(): number {
  const given = process.env.REGISTRY_PORT?.trim() || '5000'
  const port = Number(given)
  if (/^\d{1,5}$/.test(given) && port >= 1 && port <= 65_535) return port
  throw new Error('REGISTRY_PORT must be a port number from 1 to 65535')
}

function writeNew(file: string, content: string) {
  try {
    writeFileSync(file, content, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    throw new Error(`${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`)
  }
}
