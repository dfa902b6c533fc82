// Builds the image without a daemon: `node scripts/image/build.mjs`, as root, by buildah. For machines that reach no
// registry, what deploy/Dockerfile builds on is made here, of Debian's packages and this machine's Node.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { hashOf, isCurrent, mark } from '../setup/hash.mjs'
import { root } from '../setup/root.mjs'
import { endByStepError, run, step } from '../setup/step.mjs'

const release = 'bookworm'
const cache = path.join(root, '.cache/image')
const marker = '.cache/image/made-from'
export const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
export const image = `localhost/robot-console:${version}`
const debian = `localhost/debian:${release}`
const node = `localhost/node:${process.versions.node}-${release}`

const driver = canOverlay() ? 'overlay' : 'vfs'
/** What buildah and podman are told of where images are: in the clone, each layer once where the kernel can do that. */
export const store = [
  ...['--root', path.join(cache, `store-${driver}`), '--runroot', path.join(cache, `run-${driver}`)],
  ...['--storage-driver', driver],
]

/** Not as a container whose own root is an overlay, nor for who may not mount. */
function canOverlay() {
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(path.join(cache, 'overlay-'))
  const [lower, upper, work, all] = ['lower', 'upper', 'work', 'all'].map((name) => path.join(folder, name))
  for (const name of [lower, upper, work, all]) mkdirSync(name)
  const options = `lowerdir=${lower},upperdir=${upper},workdir=${work}`
  const mount = ['--mount', 'mount', '-t', 'overlay', '-o', options, 'overlay', all]
  const { status } = spawnSync('unshare', mount, { stdio: 'ignore' })
  rmSync(folder, { recursive: true })
  return status === 0
}

/** Builds it of this clone unless it is there; `labels` say more than is known here, such as SOURCE. */
export async function buildImage(labels = {}) {
  const values = { VERSION: version, REVISION: currentRevision(), ...labels }
  const hash = `${hashOf(builtFrom, isOutside)} ${process.versions.node} ${JSON.stringify(values)}`
  if (isCurrent(marker, hash) && hasImage(image)) return
  mkdirSync(cache, { recursive: true })
  rmSync(path.join(root, marker), { force: true })
  asked('rm', '--all') // what a killed build has left
  if (hasImage(image)) asked('rmi', '--force', image)
  if (!hasImage(debian)) await step(`made a Debian (${release})`, makeDebian)
  if (!hasImage(node)) await step('put Node into it', makeNode)
  const secrets = mkdtempSync(path.join(tmpdir(), 'image-'))
  try {
    await step('built the image', () => buildah(...buildArguments(secrets, values), '.'))
  } finally {
    rmSync(secrets, { recursive: true, force: true })
  }
  mark(marker, hash)
}

/** What .dockerignore lets in, as it is written there, and the Dockerfile. */
const builtFrom = [...readFileSync(path.join(root, '.dockerignore'), 'utf8').matchAll(/^!(.+)$/gm)].map(
  ([, name]) => name,
)
builtFrom.push('.dockerignore', 'deploy/Dockerfile')
const isOutside = (name) => name.startsWith('lib/server/generated') || /\.test\.tsx?$/.test(name)

function buildArguments(secrets, labels) {
  const values = Object.entries({ BASE: node, RUNTIME: debian, ...labels })
  return [
    ...['bud', '--isolation', 'chroot', '--network', 'host', '--format', 'docker', '--pull-never'],
    ...['--file', 'deploy/Dockerfile', '--tag', image],
    ...values.flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
    ...npmSecrets(secrets),
    // npm opens more files at once than a build may by default.
    ...['--ulimit', `nofile=${openFiles()}`],
    ...['--volume', `${npmSetting('cache')}:/root/.npm`],
  ]
}

/** The way to packages that npm has on this machine: nothing of it is left in the image. */
function npmSecrets(folder) {
  const own = npmSetting('userconfig')
  const [file, authorities] = [path.join(folder, 'npmrc'), npmSetting('cafile')]
  const lines = ['prefer-offline=true', `registry=${npmSetting('registry')}`]
  if (existsSync(authorities)) lines.push('cafile=/run/secrets/ca')
  writeFileSync(file, [existsSync(own) ? readFileSync(own, 'utf8') : '', ...lines, ''].join('\n'), { mode: 0o600 })
  return [
    ...['--secret', `id=npmrc,src=${file}`],
    ...(existsSync(authorities) ? ['--secret', `id=ca,src=${realpathSync(authorities)}`] : []),
  ]
}

const openFiles = () => execFileSync('sh', ['-c', 'echo $(ulimit -Hn):$(ulimit -Hn)'], { encoding: 'utf8' }).trim()
const npmSetting = (name) => execFileSync('npm', ['config', 'get', name], { cwd: root, encoding: 'utf8' }).trim()

/** As Debian's own small images: what is essential, without papers and translations. */
async function makeDebian() {
  const archive = path.join(cache, `${release}.tar`)
  if (!existsSync(archive)) {
    const leftOut = ['doc', 'info', 'locale', 'man'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`)
    const kept = '--dpkgopt=path-include=/usr/share/doc/*/copyright'
    // Thrown away and made anew if the machine fails meanwhile: nothing has to reach a disk before the next step.
    const options = ['--variant=minbase', '--format=tar', '--dpkgopt=force-unsafe-io', ...leftOut, kept]
    await run('mmdebstrap', [...options, release, `${archive}.new`], { TMPDIR: roomInMemory() })
    renameSync(`${archive}.new`, archive)
  }
  await made(debian, 'scratch', (container) => buildah('add', '--quiet', container, archive, '/'))
}

/** Where 1 GB of files is never written to a disk, if there is such a place that programs run in. */
function roomInMemory() {
  const place = '/dev/shm'
  const [, options = 'noexec'] = /^\S+ \/dev\/shm \S+ (\S+)/m.exec(readFileSync('/proc/self/mounts', 'utf8')) ?? []
  if (/\b(noexec|nodev)\b/.test(options)) return tmpdir()
  const { bavail, bsize } = statfsSync(place)
  return bavail * bsize > 1e9 ? place : tmpdir()
}

const makeNode = () =>
  made(node, debian, async (container) => {
    const npm = realpathSync(execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim())
    await buildah('copy', '--quiet', container, realpathSync(process.execPath), '/usr/local/bin/node')
    await buildah('copy', '--quiet', container, path.resolve(npm, '../..'), '/usr/local/lib/node_modules/npm')
    const link = ['ln', '-s', '../lib/node_modules/npm/bin/npm-cli.js', '/usr/local/bin/npm']
    await buildah('run', '--isolation', 'chroot', container, '--', ...link)
  })

async function made(name, base, change) {
  const container = asked('from', '--pull-never', base)
  await change(container)
  await buildah('commit', '--quiet', '--rm', container, name)
}

const buildah = (...args) => run('buildah', [...store, ...args])
const asked = (...args) =>
  execFileSync('buildah', [...store, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()

function hasImage(name) {
  try {
    return asked('images', '--quiet', name) !== ''
  } catch {
    return false
  }
}

function currentRevision() {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildImage().catch(endByStepError)
