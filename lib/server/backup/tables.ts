import 'server-only'

/** What a backup holds, in an order in which rows can be written: what is referred to comes first. */
export const keptTables = [
  'User',
  'Project',
  'ProjectMetadata',
  'ProjectMember',
  'Robot',
  'RobotSecret',
  'RobotGrant',
  'OneTimeLink',
  'FormerNameUse',
  'RobotUsage',
  'RobotClient',
  'LegacyIdentity',
  'DeletedLegacyRobot',
  'RegistryEvent',
  'PermissionPreset',
  'Setting',
  'AuditEvent',
  'SigningKey',
  'Outbox',
  'Delivery',
] as const

/** What it does not hold, and why. */
export const leftOut = {
  Session: 'who signed out must not be signed in again: everybody signs in anew',
  Lease: 'who runs a job is settled anew',
  SharedFailures: 'failures are counted for minutes',
  RobotCount: 'made anew from the robots',
  DisabledRobotCount: 'made anew from the robots',
} as const

/** Columns whose values stay behind: a secret that could be fetched once must not be there again in a copy. */
export const emptied: Readonly<Record<string, readonly string[]>> = { OneTimeLink: ['box'] }

/** Which robots each kept number is of. */
export const robotCounts = { RobotCount: 'TRUE', DisabledRobotCount: '"disabled"' } as const

/** What fills them anew, the same on both engines. */
export const countStatements: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(robotCounts).map(([table, which]) => [
    table,
    `INSERT INTO "${table}" ("place", "count")
      SELECT COALESCE("projectId", 0), COUNT(*) FROM "Robot" WHERE ${which} GROUP BY 1`,
  ]),
)

type Reference = { table: string; column: string; to: string; toColumn: string }

const referring: Record<string, readonly [column: string, to: string][]> = {
  Session: [['userId', 'User']],
  Project: [['ownerId', 'User']],
  ProjectMetadata: [['projectId', 'Project']],
  ProjectMember: [
    ['projectId', 'Project'],
    ['userId', 'User'],
  ],
  Robot: [['projectId', 'Project']],
  RobotSecret: [['robotId', 'Robot']],
  RobotGrant: [
    ['robotId', 'Robot'],
    ['projectId', 'Project'],
  ],
  OneTimeLink: [
    ['makerId', 'User'],
    ['secretId', 'RobotSecret'],
  ],
  FormerNameUse: [['robotId', 'Robot']],
  RobotUsage: [['robotId', 'Robot']],
  RobotClient: [['robotId', 'Robot']],
  LegacyIdentity: [['robotId', 'Robot']],
  DeletedLegacyRobot: [['projectId', 'Project']],
  Delivery: [['outboxId', 'Outbox']],
}

/** Which columns refer to a row of another table; the database itself sees to it, unless somebody went past it. */
export const references: readonly Reference[] = Object.entries(referring).flatMap(([table, columns]) =>
  columns.map(([column, to]) => ({ table, column, to, toColumn: 'id' })),
)
