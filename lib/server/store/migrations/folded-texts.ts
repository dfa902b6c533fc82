import 'server-only'
import { auditChanges, unknownName } from '@/lib/domain/audit/audit-row'
import { withFolded } from '../folded-columns'
import { Prisma } from '../../generated/sqlite/client'
import { withoutSecrets } from '../../secrets/secret'
import type { CodeStep } from './code-step'
import type { Connection } from './connection'
import { overTable } from './over-table'

/** Fills the folded columns and the counts of changes, and takes out of old rows what might be somebody's secret. */
export const foldedTexts: readonly CodeStep[] = [
  overTable({
    table: 'User',
    read: ['username', 'realName', 'email', 'comment'],
    write: { usernameFolded: 'TEXT', realNameFolded: 'TEXT', emailFolded: 'TEXT', commentFolded: 'TEXT' },
    rewrite: async () => (row) => withFolded('user', row),
  }),
  overTable({
    table: 'Robot',
    read: ['name', 'description'],
    write: { nameFolded: 'TEXT', descriptionFolded: 'TEXT', lastUsedClient: 'TEXT' },
    rewrite: async () => (row) => ({ ...withFolded('robot', row), lastUsedClient: clean(row['lastUsedClient']) }),
  }),
  overTable({
    table: 'RobotSecret',
    read: [],
    write: { lastUsedClient: 'TEXT' },
    rewrite: async () => (row) => ({ lastUsedClient: clean(row['lastUsedClient']) }),
  }),
  overTable({
    table: 'AuditEvent',
    read: ['resourceType', 'resourceId'],
    write: {
      actorName: 'TEXT',
      actorNameFolded: 'TEXT',
      resource: 'TEXT',
      resourceFolded: 'TEXT',
      projectName: 'TEXT',
      requestId: 'TEXT',
      address: 'TEXT',
      before: 'TEXT',
      after: 'TEXT',
      changeCount: 'INTEGER',
    },
    rewrite: async (connection) => {
      const users = await userNames(connection)
      return (row) => cleanEvent(row as Event, users)
    },
    // One that was written before there was a bound may be half a megabyte long.
    chunk: 100,
  }),
]

type Event = Record<string, string | number | null> & {
  resourceType: string
  resourceId: number | null
  resource: string
  before: string | null
  after: string | null
}

function cleanEvent(event: Event, users: ReadonlySet<string>): Event {
  const { resourceType, resourceId, resource, before, after } = event
  const isUnknown =
    resourceId === null &&
    ((resourceType === 'user' && !users.has(resource)) || (resourceType === 'robot' && resource === oldUnknownRobot))
  const texts = ['actorName', 'projectName', 'requestId', 'address', 'before', 'after'].map((name) => [
    name,
    clean(event[name]),
  ])
  return withFolded('auditEvent', {
    ...event,
    ...Object.fromEntries(texts),
    resource: isUnknown ? unknownName : withoutSecrets(resource),
    changeCount: auditChanges(before, after).length,
  })
}

/** What robots' failed sign-ins used to say; those of users had a mark too, which no user is called either. */
const oldUnknownRobot = '(no robot account)'

const clean = (text: unknown): string | null => (typeof text === 'string' ? withoutSecrets(text) : null)

const known = new WeakMap<Connection, Promise<Set<string>>>()

/** Whatever a user is or was called: an event about a user that there was has its id. Read once. */
function userNames(connection: Connection): Promise<Set<string>> {
  const reading = known.get(connection) ?? readUserNames(connection)
  known.set(connection, reading)
  return reading
}

async function readUserNames(connection: Connection): Promise<Set<string>> {
  const rows = await connection.run<{ name: string }>(
    Prisma.sql`SELECT "username" AS "name" FROM "User" UNION
      SELECT "resource" FROM "AuditEvent" WHERE "resourceType" = 'user' AND "resourceId" IS NOT NULL`,
  )
  return new Set(rows.map(({ name }) => name))
}
