import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { image, store } from '@/scripts/image/build.mjs'
import { startProgram, type Program } from './program'

type Env = Record<string, string>
type Ran = { code: number | null; output: string }
export type Container = Program & {
  /** Runs another program in it, as `docker exec` does. */
  exec: (...command: string[]) => Promise<Ran>
  /** Starts it once more after its end, as `docker start` does. */
  again: () => Program
  remove: () => void
}
/** Starts the image, as 10001, with a root that cannot be written to, the folder `data` as its volume and no other. */
type Start = (options: { env?: Env; data: string; command?: string[] }) => Container
type Image = {
  config: { Env: string[]; Cmd: string[] } & Record<string, unknown>
  /** Its files. */
  root: string
  close: () => void
}

const buildah = (...args: string[]) =>
  execFileSync('buildah', [...store, ...args], { encoding: 'utf8', maxBuffer: 1e8 }).trim()

export function openImage(): Image {
  const { Docker } = JSON.parse(buildah('inspect', '--type', 'image', image)) as { Docker: { config: Image['config'] } }
  const container = buildah('from', '--pull-never', image)
  return { config: Docker.config, root: buildah('mount', container), close: () => void buildah('rm', container) }
}

/** The best way to run it that this machine allows: podman with its own runtime, with runc, or a mounted file system. */
export function findWay(opened: Image): { name: string; start: Start } {
  const ways = [
    { name: 'podman', options: [] },
    { name: 'podman with runc', options: ['--runtime', 'runc'] },
  ]
  for (const { name, options } of ways) if (canRun(options)) return { name, start: byPodman(options) }
  return { name: 'chroot', start: byChroot(opened) }
}

/** A folder as a volume: its owner's alone. */
export function makeData(uid = 10_001): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'image-data-'))
  chownSync(folder, uid, uid)
  return folder
}

const podman = ['--cgroup-manager', 'cgroupfs', '--events-backend', 'none']
// Limits that a container within a container may set, no folder besides the volume, and no capability of root's.
const bounds = [
  ...['--read-only', '--read-only-tmpfs=false', '--network', 'host', '--cap-drop', 'all', '--pull', 'never'],
  ...['--security-opt', 'no-new-privileges', '--no-healthcheck'],
  ...['--ulimit', 'nofile=8192:8192', '--ulimit', 'nproc=4096:4096'],
]

function canRun(options: string[]): boolean {
  try {
    const command = [...store, ...options, ...podman, 'run', '--rm', ...bounds, image, 'node', '--version']
    execFileSync('podman', command, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function byPodman(options: string[]): Start {
  let count = 0
  const base = [...store, ...options, ...podman]
  const program = (...args: string[]) => startProgram('podman', [...base, ...args], '/', {})
  return ({ env = {}, data, command = [] }) => {
    const id = `robot-console-${process.pid}-${++count}`
    const given = Object.entries(env).flatMap(([key, value]) => ['--env', `${key}=${value}`])
    const made = ['create', '--name', id, ...bounds, '--volume', `${data}:/data`, ...given, image, ...command]
    execFileSync('podman', [...base, ...made], { stdio: 'pipe' })
    const again = () => program('start', '--attach', '--sig-proxy', id)
    return {
      ...again(),
      again,
      exec: (...args) => finished(program('exec', id, ...args)),
      remove: () => void execFileSync('podman', [...base, 'rm', '--force', id], { stdio: 'pipe' }),
    }
  }
}

/** Without a runtime: the image's own files, mounted read-only for this process alone. */
function byChroot({ config, root }: Image): Start {
  const mounts = [
    'mount --bind "$0" "$0" && mount --bind "$1" "$0/data" && mount -t proc proc "$0/proc"',
    'mount --bind /dev "$0/dev" && mount -o remount,bind,ro "$0" && r="$0" && shift',
    'exec chroot --userspec=10001:10001 --groups= "$r" /usr/bin/env -i -C /app "$@"',
  ].join(' && ')
  return ({ env = {}, data, command = config.Cmd }) => {
    const given = [...config.Env, ...Object.entries(env).map((pair) => pair.join('='))]
    const run = (args: string[]) =>
      startProgram('unshare', ['--mount', 'sh', '-c', mounts, root, data, ...given, ...args], '/', {})
    const again = () => run(command)
    return { ...again(), again, exec: (...args) => finished(run(args)), remove: () => undefined }
  }
}

const finished = async ({ ended, output }: Program): Promise<Ran> => ({ code: await ended, output: output() })

export const removeData = (folder: string): void => rmSync(folder, { recursive: true, force: true })
