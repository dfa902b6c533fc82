import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import type { Role } from '@/lib/domain/permissions/role'
import type { RevealedSecret } from '@/lib/domain/robots/robot-row'
import type { Settings } from '@/lib/domain/settings/settings'

type NewRobot = {
  project: string
  name: string
  description: string
  durationDays: number
  access: string[]
  /** Made so long ago. */
  ageDays: number
  disabled: boolean
}
type NewSystemRobot = {
  name: string
  description: string
  durationDays: number
  systemAccess: string[]
  /** Permission keys in all projects; null = only those in `projects`. */
  allProjects: string[] | null
  /** Permission keys by project name. */
  projects: Record<string, string[]>
  ageDays: number
  disabled: boolean
}
/** What makes a robot lose what it had: `restrict` leaves it pull alone, `expire` ends one that is older than a day. */
export type RobotLoss = 'disable' | 'delete' | 'refresh' | 'expire' | 'restrict'
/** What a robot was counted doing, so many days ago. */
type NewUsage = { robotId: number; repository: string; daysAgo: number; pulls?: number; pushes?: number }
type NewEvent = { project: string; resource: string; actorName: string; at: string; address: string | null }
type AuditRow = { operation: string; result: string; actorName: string; at: string } & Record<string, unknown>

/** What the seed process does for the tests: real verbs, as the system. */
export type SeedVerbs = {
  user: (input: { username: string; password: string; isAdmin: boolean }) => Promise<void>
  disableUser: (input: { username: string }) => Promise<void>
  project: (input: { name: string; isPublic: boolean; members: Record<string, Role> }) => Promise<void>
  robot: (input: NewRobot) => Promise<RevealedSecret>
  changeRobot: (input: { id: number; loss: RobotLoss }) => Promise<void>
  /** Gives a robot another secret; the one before stops so many hours after its first use. */
  rotate: (input: { id: number; hours: number }) => Promise<RevealedSecret>
  /** As if so many hours had passed for a robot's secrets. */
  letPass: (input: { id: number; hours: number }) => Promise<void>
  legacyRobot: (input: { project: string; name: string }) => Promise<void>
  systemRobot: (input: NewSystemRobot) => Promise<RevealedSecret>
  /** `count` projects `<stem>-00000`, `<stem>-00001`…; answers their names. */
  manyProjects: (input: { stem: string; count: number }) => Promise<string[]>
  /** `count` robots `<stem>-00000`, `<stem>-00001`… of a project, which may pull. */
  manyRobots: (input: { project: string; stem: string; count: number }) => Promise<void>
  usage: (input: NewUsage) => Promise<void>
  deleteProject: (input: { name: string }) => Promise<void>
  settings: (input: Partial<Settings>) => Promise<void>
  /** A prefix of before that goes on for so many days, which robots of these ids have signed in under. */
  formerPrefix: (input: { prefix: string; days: number; robotIds: number[] }) => Promise<void>
  /** An event of the audit log as it might have been recorded. */
  event: (input: NewEvent) => Promise<void>
  /** The audit rows about the thing of this name, oldest first. */
  audit: (input: { resource: string }) => Promise<AuditRow[]>
  /** Every row of the tables that could hold a secret, as one text. */
  everything: (input: object) => Promise<string>
}

export type Seed = {
  user: (input: { username: string; password: string; isAdmin?: boolean }) => Promise<void>
  disableUser: (username: string) => Promise<void>
  project: (input: { name: string; isPublic?: boolean; members?: Record<string, Role> }) => Promise<void>
  /** A robot that may pull, for 30 days, unless told otherwise. */
  robot: (input: Pick<NewRobot, 'project' | 'name'> & Partial<NewRobot>) => Promise<RevealedSecret>
  changeRobot: (id: number, loss: RobotLoss) => Promise<void>
  rotate: (id: number, hours: number) => Promise<RevealedSecret>
  letPass: (id: number, hours: number) => Promise<void>
  legacyRobot: (input: { project: string; name: string }) => Promise<void>
  /** A robot of the system that may read the catalog, for 30 days, unless told otherwise. */
  systemRobot: (input: Pick<NewSystemRobot, 'name'> & Partial<NewSystemRobot>) => Promise<RevealedSecret>
  manyProjects: (input: { stem: string; count: number }) => Promise<string[]>
  manyRobots: (input: { project: string; stem: string; count: number }) => Promise<void>
  usage: (input: NewUsage) => Promise<void>
  deleteProject: (name: string) => Promise<void>
  /** Changes these settings and no others. */
  settings: (changes: Partial<Settings>) => Promise<void>
  formerPrefix: (input: { prefix: string; days: number; robotIds: number[] }) => Promise<void>
  event: (input: Pick<NewEvent, 'project' | 'resource'> & Partial<NewEvent>) => Promise<void>
  audit: (resource: string) => Promise<AuditRow[]>
  everything: () => Promise<string>
  stop: () => void
}

/** Starts the seed process on the data of a server. */
export async function startSeed(env: Record<string, string>): Promise<Seed> {
  const child = fork(path.join(import.meta.dirname, 'seed-process.ts'), {
    execArgv: ['--import', 'tsx', '--conditions=react-server'],
    cwd: path.join(import.meta.dirname, '..'),
    env: { PATH: process.env.PATH, ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const call = await caller(child)
  return {
    user: (input) => call('user', { isAdmin: false, ...input }),
    disableUser: (username) => call('disableUser', { username }),
    project: (input) => call('project', { isPublic: false, members: {}, ...input }),
    robot: (input) => call('robot', { ...usualRobot, ...input }),
    changeRobot: (id, loss) => call('changeRobot', { id, loss }),
    rotate: (id, hours) => call('rotate', { id, hours }),
    letPass: (id, hours) => call('letPass', { id, hours }),
    legacyRobot: (input) => call('legacyRobot', input),
    systemRobot: (input) => call('systemRobot', { ...usualSystemRobot, ...input }),
    manyProjects: (input) => call('manyProjects', input),
    manyRobots: (input) => call('manyRobots', input),
    usage: (input) => call('usage', input),
    deleteProject: (name) => call('deleteProject', { name }),
    settings: (changes) => call('settings', changes),
    formerPrefix: (input) => call('formerPrefix', input),
    event: (input) => call('event', { actorName: 'somebody', at: new Date().toISOString(), address: null, ...input }),
    audit: (resource) => call('audit', { resource }),
    everything: () => call('everything', {}),
    stop: () => void (child.connected && child.disconnect()),
  }
}

const usualRobot = { description: '', durationDays: 30, access: ['repository:pull'], ageDays: 0, disabled: false }

const usualSystemRobot = {
  description: '',
  durationDays: 30,
  systemAccess: ['catalog:read'],
  allProjects: null,
  projects: {},
  ageDays: 0,
  disabled: false,
}

type Answer = { ready?: true; id?: number; result?: unknown; error?: string }
type Call = <Verb extends keyof SeedVerbs>(
  verb: Verb,
  input: Parameters<SeedVerbs[Verb]>[0],
) => ReturnType<SeedVerbs[Verb]>

async function caller(child: ChildProcess): Promise<Call> {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let nextId = 1
  await new Promise<void>((ready, failed) => {
    child.once('exit', (code) => failed(new Error(`the seed process ended with ${code}`)))
    child.on('message', ({ ready: isReady, id, result, error }: Answer) => {
      if (isReady) return ready()
      const call = waiting.get(id!)
      waiting.delete(id!)
      if (error !== undefined) call?.reject(new Error(error))
      else call?.resolve(result as never)
    })
  })
  return ((verb, input) =>
    new Promise((resolve, reject) => {
      const id = nextId++
      waiting.set(id, { resolve, reject })
      child.send({ id, verb, input })
    })) as Call
}
