import 'server-only'
import { encodeAccess, type Access } from '@/lib/domain/permissions/access'
import { permissionCatalog } from '@/lib/domain/permissions/permission-catalog'
import type { Role } from '@/lib/domain/permissions/role'
import { now, nowSeconds } from '../clock'
import { db } from '../store/db'
import { generateSecret } from '../secrets/secret'
import { hashGenerated } from '../secrets/stored-secret'
import { basic, signedIn, type Credentials } from './api'
import { unique } from './database'
import { makeMember, makeProject, makeUser } from './make'

/** Where a robot of the tests may do what; `project` by id. */
type TestGrant = { project: number | '*' | '/'; access: readonly Access[] }

type RobotOptions = { projectId?: number; grants: TestGrant[]; disabled?: boolean; expired?: boolean }

/** A robot straight into the database, with what proves it: of a project, else of the system. */
export async function insertTestRobot({ projectId, grants, disabled = false, expired = false }: RobotOptions) {
  const [name, secret, at] = [unique('bot'), generateSecret(), now()]
  const project = projectId === undefined ? null : await db().project.findUniqueOrThrow({ where: { id: projectId } })
  const loginName = project ? `${project.name}+${name}` : name
  const robot = await db().robot.create({
    data: {
      level: project ? 'project' : 'system',
      projectId: project?.id ?? null,
      name,
      loginName,
      durationDays: 30,
      expiresAt: BigInt(nowSeconds() + (expired ? -1 : 1_000_000)),
      disabled,
      creatorType: 'local',
      creatorRef: 1,
      createdAt: at,
      updatedAt: at,
      secrets: { create: { ...hashGenerated(secret), createdAt: at } },
      grants: { create: grants.map(stored) },
    },
  })
  const fullName = `robot$${loginName}`
  return { id: robot.id, name: fullName, secret, level: robot.level, as: basic(fullName, secret) }
}

function stored({ project, access }: TestGrant) {
  const scopes = { '/': 'system', '*': 'all-projects' } as const
  const scope = typeof project === 'number' ? 'project' : scopes[project]
  const projectId = typeof project === 'number' ? project : null
  return { scope, scopeKey: String(project), projectId, access: encodeAccess([...access]) }
}

export type World = Awaited<ReturnType<typeof makeWorld>>
export type Caller = keyof World['callers']

/** Two private projects and a public one, and everybody who could call: in `own`, in `foreign`, nowhere, refused. */
export async function makeWorld() {
  const [own, foreign, open] = [await makeProject(), await makeProject(), await makeProject({ public: true })]
  const member = async (role: Role) => signedIn(await makeMember(own.id, role))
  const [system, project] = [permissionCatalog.system, permissionCatalog.project]
  const robot = async (options: RobotOptions) => (await insertTestRobot(options)).as
  const all = [{ project: own.id, access: project }]
  const callers = {
    anonymous: {},
    admin: await signedIn((await makeUser({ isAdmin: true })).actor),
    owner: await signedIn(own.admin),
    maintainer: await member('maintainer'),
    developer: await member('developer'),
    guest: await member('guest'),
    limitedGuest: await member('limitedGuest'),
    outsider: await signedIn((await makeUser()).actor),
    foreignOwner: await signedIn(foreign.admin),
    pullRobot: await robot({
      projectId: own.id,
      grants: [{ project: own.id, access: [{ resource: 'repository', action: 'pull' }] }],
    }),
    projectRobot: await robot({ projectId: own.id, grants: all }),
    systemRobot: await robot({ grants: [{ project: '/', access: system }] }),
    everywhereRobot: await robot({ grants: [{ project: '*', access: project }] }),
    foreignRobot: await robot({ grants: [{ project: foreign.id, access: project }] }),
    disabledAdmin: await signedIn((await makeUser({ isAdmin: true, disabled: true })).actor),
    disabledRobot: await robot({ projectId: own.id, grants: all, disabled: true }),
    expiredRobot: await robot({ projectId: own.id, grants: all, expired: true }),
    wrongSecret: basic('robot$nobody', generateSecret()),
  } satisfies Record<string, Credentials>
  return { own, foreign, open, callers }
}

/** Proving who it is leaves its trace here, whatever becomes of the request. */
const used = { lastUsedAt: true, lastUsedAddress: true, lastUsedClient: true } as const

/** All rows that a request could have changed, as one text. */
export async function allRows(): Promise<string> {
  const order = { orderBy: { id: 'asc' } } as const
  const tables = await Promise.all([
    db().robot.findMany({ ...order, omit: used }),
    db().robotSecret.findMany({ ...order, omit: { ...used, activatedAt: true } }),
    db().robotGrant.findMany(order),
    db().project.findMany(order),
    db().projectMetadata.findMany(order),
    db().projectMember.findMany(order),
    db().user.findMany(order),
    db().setting.findMany({ orderBy: { key: 'asc' } }),
  ])
  return JSON.stringify(tables, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
}
