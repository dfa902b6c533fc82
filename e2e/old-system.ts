import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startProgram } from './program'

const root = path.join(import.meta.dirname, '..')

const exp = 4_000_000_000

type OldRobot = { name: string; token: string }

/** A Harbor from before 2.2: what it signs, and the files its operators have of it. */
export function makeOldSystem() {
  const folder = mkdtempSync(path.join(tmpdir(), 'old-system-'))
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 4096 })
  const write = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text)
    return path.join(folder, name)
  }
  const keyFile = write('key.pem', publicKey.export({ type: 'spki', format: 'pem' }) as string)
  return {
    keyFile,
    write,
    /** A robot of its project 7, which may pull unless told otherwise. */
    robot: (account: string, id: number, actions = ['pull'], more: object = {}): OldRobot => {
      const access = actions.map((Action) => ({ Resource: '/project/7/repository', Action, Effect: '' }))
      const claims = { id, pid: 7, access, iss: 'harbor-token-defaultIssuer', iat: 1_588_327_200, exp, ...more }
      const text = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`
      const signature = sign('sha256', Buffer.from(text), privateKey).toString('base64url')
      return { name: `robot$${account}`, token: `${text}.${signature}` }
    },
    /** What its API's list says of such a robot. */
    listed: (account: string, id: number, disabled = false) => {
      const times = { creation_time: '2020-05-01T10:00:00.123456Z', update_time: '2020-05-01T10:00:00.123456Z' }
      const entry = { id, name: `robot$${account}`, token: '', description: 'builds', project_id: 7, expires_at: exp }
      return { ...entry, disabled, ...times }
    },
    clean: () => rmSync(folder, { recursive: true, force: true }),
  }
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Runs `npm run import:legacy` on a server's data, while that is running. */
export async function importLegacy(env: Record<string, string>, ...args: string[]) {
  const program = startProgram('npm', ['run', '--silent', 'import:legacy', '--', ...args], root, env)
  return { code: await program.ended, output: program.output() }
}
