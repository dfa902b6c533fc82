import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { composeConfig } from '../scripts/testing/compose-config.mjs'

export const composeFile = path.join(import.meta.dirname, '../deploy/compose.yaml')

type Mount = { type: string; source: string; target: string; read_only?: boolean }
type Service = { environment: Record<string, string>; volumes: Mount[]; [key: string]: unknown }

/** What docker compose makes of a file under these variables and nothing else; throws its own words where it refuses. */
export function readCompose(variables: Record<string, string> = {}, profiles: string[] = [], file = composeFile) {
  const env = { PATH: process.env.PATH, ...variables } as unknown as NodeJS.ProcessEnv
  const { status, stdout, stderr } = spawnSync(composeConfig, [file, ...profiles], { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as { services: Record<string, Service>; volumes: Record<string, object> }
}
