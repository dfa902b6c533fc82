import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type Outcome = { code: number; output: string }
export type Robot = { name: string; secret: string }

/** What every client of a registry can do. A reference is `<project>/<repository>:<tag>`, the tag a version (1.0.0). */
export type Client = {
  home: string
  login: (robot: Robot) => Promise<Outcome>
  /** Makes something that no other push has sent, and pushes it. */
  push: (reference: string) => Promise<Outcome>
  /** Pulls what it does not have. */
  pull: (reference: string) => Promise<Outcome>
  clean: () => void
}

/** A client's program with a home of its own, so that nothing of the machine's sign-ins or policies plays a part. */
export function makeProgram(program: string) {
  const home = mkdtempSync(path.join(tmpdir(), `${program}-`))
  const inHome = (name: string, text?: string) => {
    const file = path.join(home, name)
    mkdirSync(path.dirname(file), { recursive: true })
    if (text !== undefined) writeFileSync(file, text)
    return file
  }
  inHome('.config/containers/policy.json', '{"default":[{"type":"insecureAcceptAnything"}]}')
  // With a sign-in in it, docker does not look for a keyring of the machine to keep others in.
  inHome('docker/config.json', '{"auths":{"unused.invalid":{}}}')
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    TMPDIR: path.dirname(inHome('tmp/.keep', '')),
    XDG_RUNTIME_DIR: home,
    DOCKER_CONFIG: path.join(home, 'docker'),
    REGISTRY_AUTH_FILE: inHome('auth.json', '{}'),
    CONTAINERS_REGISTRIES_CONF: inHome('registries.conf', ''),
    CONTAINERS_STORAGE_CONF: inHome('storage.conf', storage(home)),
    BUILDAH_ISOLATION: 'chroot',
  } as unknown as NodeJS.ProcessEnv
  return {
    home,
    inHome,
    run: (args: string[], input = '') =>
      new Promise<Outcome>((resolve) => {
        const child = execFile(program, args, { env }, (error, stdout, stderr) => {
          resolve({ code: error ? Number(error.code) || 1 : 0, output: stdout + stderr })
        })
        child.stdin!.on('error', () => undefined) // it may have ended before it read anything
        child.stdin!.end(input)
      }),
    clean() {
      // Layers of images are read-only folders, which only root may empty as they are.
      execFileSync('chmod', ['-R', 'u+w', home])
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Images beside everything else of the test; without mounts, which a container's root may not make. */
const storage = (home: string): string => `[storage]
driver = "vfs"
graphroot = "${home}/images"
runroot = "${home}/run"
`
