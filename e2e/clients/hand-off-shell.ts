import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { makeProgram, type Outcome } from './program'

/** What stands before a tool in the path, so that the texts run as they are where no daemon and no cluster is. */
const replacements: Record<string, string> = {
  podman: 'exec "$real" --tmpdir="$HOME/libpod" --cgroup-manager=cgroupfs --events-backend=none "$@"',
  // To pull needs a daemon; to read what would be pulled does not.
  docker: `case "$*" in
  *"pull "*)
    for each do last=$each; done
    case "$1" in --config) exec "$real" --config "$2" manifest inspect --insecure "$last" ;; esac
    exec "$real" manifest inspect --insecure "$last" ;;
esac
exec "$real" "$@"`,
  kubectl: 'exec "$real" "$@" --dry-run=client -o json',
}

/** A shell with a home of its own that notes the arguments of every tool that it starts, and then starts it. */
export function makeHandOffShell(tools: string[]) {
  const { home, inHome, clean } = makeProgram('bash')
  inHome('notes/.keep', '')
  for (const tool of tools) {
    const real = execFileSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).trim()
    const shim = `#!/bin/sh
real='${real}'
printf '%s\\0' "$@" > "$HOME/notes/$$-${tool}"
${replacements[tool] ?? 'exec "$real" "$@"'}
`
    chmodSync(inHome(`bin/${tool}`, shim), 0o755)
  }
  const env = environment(home)

  /** Runs a text as it stands. */
  const run = (text: string) => typed('bash', [inHome('typed', `set -eo pipefail\ncd\n${text}\n`)], env)
  /** Types a text on a terminal, and an answer when a password is asked for. */
  const runAsked = (text: string, answer: string) => {
    const file = inHome('typed', `cd\n${text}\n`)
    return typed('script', ['-qec', `bash ${file}`, '/dev/null'], env, answer)
  }
  const notes = () =>
    readdirSync(path.join(home, 'notes'))
      .map((name) => readFileSync(path.join(home, 'notes', name), 'utf8'))
      .join('\0')
  return { home, inHome, run, runAsked, notes, clean }
}

const environment = (home: string) =>
  ({
    PATH: `${home}/bin:${process.env.PATH}`,
    HOME: home,
    TMPDIR: `${home}/tmp`,
    XDG_RUNTIME_DIR: home,
    DOCKER_CONFIG: `${home}/docker`,
    REGISTRY_AUTH_FILE: `${home}/auth.json`,
    CONTAINERS_REGISTRIES_CONF: `${home}/registries.conf`,
    CONTAINERS_STORAGE_CONF: `${home}/storage.conf`,
    CONTAINERD_ADDRESS: `${home}/containerd.sock`,
    CONTAINERD_SNAPSHOTTER: 'native',
    LC_ALL: 'C.UTF-8',
  }) as unknown as NodeJS.ProcessEnv

function typed(command: string, args: string[], env: NodeJS.ProcessEnv, answer?: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, stdio: [answer === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] })
    let output = ''
    let isAsked = false
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      if (answer === undefined || isAsked || !/password:/i.test(output)) return
      isAsked = true
      child.stdin?.write(`${answer}\n`)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
