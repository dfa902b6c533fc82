import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** Starts a containerd that keeps all it has in this folder, on a socket there. */
export async function startContainerd(folder: string) {
  const config = `${folder}/containerd.toml`
  const socket = `${folder}/containerd.sock`
  // Images alone: nothing of Kubernetes, no plugin that needs the machine.
  writeFileSync(
    config,
    `version = 2
root = "${folder}/containerd"
state = "${folder}/containerd-state"
disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.internal.v1.opt"]
[grpc]
  address = "${socket}"
`,
  )
  const child = spawn('containerd', ['--config', config], { stdio: 'ignore' })
  for (const deadline = Date.now() + 30_000; !existsSync(socket); await pause(50)) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('containerd does not start')
  }
  return {
    async stop() {
      const exit = once(child, 'exit')
      child.kill()
      await exit
      rmSync(config)
    },
  }
}
