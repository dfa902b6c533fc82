import Database from 'libsql'
import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { setGlobalState } from '../../global-state'
import { db } from '../../store/db'
import { sqlitePath } from '../../store/sqlite-file'
import { testEngine, useDatabase } from '../../testing/database'
import { tableDigests } from '../../testing/table-digests'
import { makeEveryKind } from '../../testing/every-kind'
import { keptTables, leftOut } from '../tables'
import { checkDatabase } from './check'

const url = useDatabase()
const key = 'the secret key of the tests, 32 long'
let ids: Record<string, number>

beforeAll(async () => {
  setGlobalState('secret-key', { master: key })
  const { project, generated, chosen, system } = await makeEveryKind()
  ids = { project: project.id, generated: generated.id, chosen: chosen.id, system: system.id }
})

/** Past all that keeps a database sound: as who copies tables by hand, or edits them. */
async function plant(statements: readonly string[]): Promise<void> {
  if (testEngine === 'sqlite') {
    const database = new Database(sqlitePath(url()), { timeout: 5_000 } as Database.Options)
    database.exec('PRAGMA foreign_keys = OFF')
    for (const statement of statements) database.exec(statement)
    return void database.close()
  }
  const client = new pg.Client({ connectionString: url() })
  await client.connect()
  await client.query('SET session_replication_role = replica')
  for (const statement of statements) await client.query(statement)
  await client.end()
}

const all = [...keptTables, ...Object.keys(leftOut)]
const at = `'2026-01-01 00:00:00'`
const secret = (robot: number, fields: string, values: string) =>
  `INSERT INTO "RobotSecret" ("robotId", "createdAt", ${fields}) VALUES (${robot}, ${at}, ${values})`
const slow = `'$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'argon2id'`
const fast = `'${Buffer.alloc(32).toString('base64')}', 'sha256'`
const event = (fields: string, values: string) =>
  `INSERT INTO "AuditEvent" ("at", "actorName", "operation", "resourceType", "resource", ${fields})
    VALUES (${at}, 'ann', 'robot.update', 'robot', 'ci', ${values})`

const lastId = (table: string, last: number) =>
  testEngine === 'sqlite'
    ? `UPDATE sqlite_sequence SET "seq" = ${last} WHERE "name" = '${table}'`
    : `SELECT setval(pg_get_serial_sequence('"${table}"', 'id'), ${last})`

/** Each kind of damage: how it comes about, what is found, and of which. */
const damages: [what: string | RegExp, id: (() => number | string) | null, statement: () => string][] = [
  [
    /ProjectMember: "userId" names a User/,
    () => 990,
    () =>
      `INSERT INTO "ProjectMember" ("projectId", "userId", "role", "createdAt", "updatedAt") VALUES (${ids['project']}, 990, 'guest', ${at}, ${at})`,
  ],
  [
    /RobotGrant: "robotId" names a Robot/,
    () => 991,
    () => `INSERT INTO "RobotGrant" ("robotId", "scope", "scopeKey", "access") VALUES (991, 'system', '/', '')`,
  ],
  [
    /RobotClient: "robotId" names a Robot/,
    () => 992,
    () =>
      `INSERT INTO "RobotClient" ("robotId", "secretId", "day", "client", "address", "firstAt", "lastAt") VALUES (992, 1, '2026-01-01', '', '', 1, 1)`,
  ],
  [
    /Robot: the login name does not fit/,
    () => ids['generated']!,
    () => `UPDATE "Robot" SET "loginName" = 'other+name' WHERE "id" = ${ids['generated']}`,
  ],
  [
    /Robot: "level" and project/,
    () => ids['generated']!,
    () => `UPDATE "Robot" SET "level" = 'system' WHERE "id" = ${ids['generated']}`,
  ],
  [
    /RobotCount: another number/,
    () => ids['project']!,
    () => `UPDATE "RobotCount" SET "count" = "count" + 2 WHERE "place" = ${ids['project']}`,
  ],
  [/DisabledRobotCount: another number/, () => 0, () => `DELETE FROM "DisabledRobotCount" WHERE "place" = 0`],
  [
    /RobotGrant: scope, key and project/,
    null,
    () => `UPDATE "RobotGrant" SET "scopeKey" = '*' WHERE "robotId" = ${ids['generated']}`,
  ],
  [
    /RobotGrant: a robot of a project may do something elsewhere/,
    null,
    () =>
      `INSERT INTO "RobotGrant" ("robotId", "scope", "scopeKey", "access") VALUES (${ids['chosen']}, 'system', '/', 'robot:list')`,
  ],
  [
    /RobotGrant: the permissions are not as they are written/,
    null,
    () => `UPDATE "RobotGrant" SET "access" = 'repository:push,pull' WHERE "robotId" = ${ids['system']}`,
  ],
  [
    /Robot: "descriptionFolded"/,
    () => ids['generated']!,
    () => `UPDATE "Robot" SET "descriptionFolded" = NULL WHERE "id" = ${ids['generated']}`,
  ],
  [/Robot: more than one chosen secret/, () => ids['chosen']!, () => secret(ids['chosen']!, '"hash", "scheme"', slow)],
  [
    /Robot: more than two secrets/,
    () => ids['system']!,
    () => [1, 2].map(() => secret(ids['system']!, '"hash", "scheme"', fast)).join('; '),
  ],
  [
    /RobotSecret: scheme and hash do not fit/,
    null,
    () => secret(ids['system']!, '"hash", "scheme"', `'short', 'sha256'`),
  ],
  [
    /RobotSecret: its successor is another/,
    null,
    () =>
      `UPDATE "RobotSecret" SET "successorId" = (SELECT MIN("id") FROM "RobotSecret" WHERE "robotId" = ${ids['chosen']}) WHERE "robotId" = ${ids['generated']}`,
  ],
  [
    /RobotSecret: a legacy robot without the identity/,
    null,
    () => `UPDATE "LegacyIdentity" SET "keyFingerprint" = 'x'`,
  ],
  [
    /User: the language is none/,
    null,
    () => `UPDATE "User" SET "language" = 'no language' WHERE "id" = (SELECT MIN("id") FROM "User")`,
  ],
  [
    /User: the time zone is none/,
    null,
    () => `UPDATE "User" SET "timeZone" = 'Mars/Base' WHERE "id" = (SELECT MIN("id") FROM "User")`,
  ],
  [
    /User: the hash of the password/,
    null,
    () => `UPDATE "User" SET "passwordHash" = 'x' WHERE "id" = (SELECT MIN("id") FROM "User")`,
  ],
  [/User: nobody is left/, null, () => `UPDATE "User" SET "disabled" = TRUE WHERE "isAdmin"`],
  [
    /AuditEvent: what was before or after is no JSON/,
    null,
    () => event('"actorKind", "result", "before"', `'user', 'success', '{"a":'`),
  ],
  [
    /AuditEvent: the number of changes/,
    null,
    () => event('"actorKind", "result", "after"', `'user', 'success', '{"a":1}'`),
  ],
  [/AuditEvent: the result is none/, null, () => event('"actorKind", "result"', `'user', 'perhaps'`)],
  [/AuditEvent: the kind of actor/, null, () => event('"actorKind", "result"', `'ghost', 'success'`)],
  [
    /Robot: no secret belongs/,
    () => 996,
    () =>
      `INSERT INTO "Robot" ("id", "level", "name", "loginName", "durationDays", "creatorType", "creatorRef", "createdAt", "updatedAt") VALUES (996, 'system', 'bare', 'bare', -1, 'local', 1, ${at}, ${at})`,
  ],
  [
    /RobotSecret: signs in, and its successor/,
    null,
    () => secret(ids['system']!, '"hash", "scheme", "successorId", "retiresAt"', `${fast}, 99999, ${at}`),
  ],
  [
    /Robot: the kind of creator is none/,
    () => ids['generated']!,
    () => `UPDATE "Robot" SET "creatorType" = 'ghost' WHERE "id" = ${ids['generated']}`,
  ],
  [
    /Robot: the duration is none/,
    () => ids['generated']!,
    () => `UPDATE "Robot" SET "durationDays" = -2 WHERE "id" = ${ids['generated']}`,
  ],
  [
    /RobotSecret: the kind of creator is none/,
    null,
    () => `UPDATE "RobotSecret" SET "creatorType" = 'ghost' WHERE "robotId" = ${ids['chosen']}`,
  ],
  [
    /RobotSecret: when and how it ended/,
    null,
    () => `UPDATE "RobotSecret" SET "endedHow" = 'replaced' WHERE "robotId" = ${ids['generated']}`,
  ],
  [
    /RobotUsage: the day is none/,
    () => `${ids['system']} 2026-02-31 a`,
    () =>
      `INSERT INTO "RobotUsage" ("robotId", "day", "repository", "lastAt") VALUES (${ids['system']}, '2026-02-31', 'a', 1)`,
  ],
  [
    /RobotUsage: a count is below zero/,
    () => `${ids['system']} 2026-02-01 a`,
    () =>
      `INSERT INTO "RobotUsage" ("robotId", "day", "repository", "pulls", "lastAt") VALUES (${ids['system']}, '2026-02-01', 'a', -1, 1)`,
  ],
  [
    /RobotClient: the day is none/,
    null,
    () =>
      `INSERT INTO "RobotClient" ("robotId", "secretId", "day", "client", "address", "uses", "firstAt", "lastAt") VALUES (${ids['system']}, 1, 'today', '', '', -1, 1, 1)`,
  ],
  [/RobotClient: a count is below zero/, null, () => ''],
  [
    /FormerNameUse: a count is below zero/,
    () => `${ids['system']} old$`,
    () =>
      `INSERT INTO "FormerNameUse" ("robotId", "prefix", "uses", "lastAt") VALUES (${ids['system']}, 'old$', -1, 1)`,
  ],
  [/LegacyIdentity: the fingerprint is that of another key/, null, () => ''],
  [
    /PermissionPreset: the level is none/,
    null,
    () =>
      `INSERT INTO "PermissionPreset" ("name", "level", "projectAccess", "createdAt", "updatedAt") VALUES ('p', 'king', '', ${at}, ${at})`,
  ],
  [/OneTimeLink: the secret is another robot/, null, () => `UPDATE "OneTimeLink" SET "robotId" = ${ids['system']}`],
  [
    /an index, a trigger or a constraint is not there/,
    () => 'Robot_disabled_deleted',
    () => `DROP TRIGGER "Robot_disabled_deleted"${testEngine === 'sqlite' ? '' : ' ON "Robot"'}`,
  ],
  [
    /User: several have one "email"/,
    null,
    () => `DROP INDEX "User_email_key"; UPDATE "User" SET "email" = 'same@example.com'`,
  ],
  [/an index, a trigger or a constraint is not there/, () => 'User_email_key', () => ''],
  ...(testEngine === 'postgresql'
    ? ([
        [
          /an index, a trigger or a constraint is not there/,
          () => 'Robot_projectId_fkey',
          () => `ALTER TABLE "Robot" DISABLE TRIGGER ALL; ALTER TABLE "Robot" ENABLE TRIGGER USER`,
        ],
        [
          /an index, a trigger or a constraint is not there/,
          () => 'RegistryEvent_pkey',
          () => `ALTER TABLE "RegistryEvent" DROP CONSTRAINT "RegistryEvent_pkey"`,
        ],
        [/it could not be looked at/, () => 'RegistryEvent', () => ''],
        [
          /an index, a trigger or a constraint is not there/,
          () => 'Robot_inserted',
          () => `ALTER TABLE "Robot" DISABLE TRIGGER "Robot_inserted"`,
        ],
      ] as typeof damages)
    : []),
  [/ids that are taken would be given anew/, () => 'Robot', () => lastId('Robot', 1)],
  [/OneTimeLink: a secret is kept/, null, () => `UPDATE "OneTimeLink" SET "openedAt" = ${at}`],
  [/ProjectMember: a role/, null, () => `UPDATE "ProjectMember" SET "role" = 'king' WHERE "userId" <> 990`],
  [
    /Setting: a value that is not allowed/,
    () => 'session_timeout',
    () => `INSERT INTO "Setting" ("key", "value") VALUES ('session_timeout', 'NaN')`,
  ],
  [
    /Setting: names a signing key/,
    () => 'signing_key_next',
    () => `INSERT INTO "Setting" ("key", "value") VALUES ('signing_key_next', 'AAAA')`,
  ],
  [
    /SigningKey: SECRET_KEY does not open it/,
    () => 990,
    () =>
      `INSERT INTO "SigningKey" ("id", "kid", "algorithm", "privateKey", "certificate", "createdAt") SELECT 990, 'copy', "algorithm", "privateKey", "certificate", "createdAt" FROM "SigningKey"`,
  ],
  [
    /Outbox: the payload is no JSON/,
    null,
    () => `INSERT INTO "Outbox" ("at", "event", "payload") VALUES (${at}, 'robot.create', 'x')`,
  ],
  ...(testEngine === 'sqlite'
    ? ([
        [
          /Setting: what is in "key" is no text/,
          () => 'A\ufffd',
          () => `INSERT INTO "Setting" ("key", "value") VALUES (CAST(x'41ff' AS TEXT), 'odd')`,
        ],
        [
          /FormerNameUse: "robotId" names a Robot/,
          () => 'B\ufffd',
          () => `INSERT INTO "FormerNameUse" ("robotId", "prefix", "lastAt") VALUES (CAST(x'42ff' AS TEXT), 'odd', 1)`,
        ],
        [
          /FormerNameUse: what is in "robotId" is no integer/,
          () => 'B\ufffd odd',
          () => `UPDATE "FormerNameUse" SET "uses" = 2 WHERE "prefix" = 'odd'`,
        ],
        [/no ids are left/, () => 'Outbox', () => lastId('Outbox', 2 ** 53)],
        [
          /Robot: the index of texts does not know/,
          () => ids['system']!,
          () => `DELETE FROM "RobotText" WHERE "rowid" = ${ids['system']}`,
        ],
        [
          /Robot: the index of texts knows one that is not there/,
          () => 995,
          () => `INSERT INTO "RobotText" ("rowid", "name") VALUES (995, 'abcd')`,
        ],
        [
          /Project: what is in "createdAt" is no time/,
          () => ids['project']!,
          () => `UPDATE "Project" SET "createdAt" = '2026-02-31 00:00:00' WHERE "id" = ${ids['project']}`,
        ],
        [
          /Robot: what is in "description" is no text/,
          () => ids['chosen']!,
          () => `UPDATE "Robot" SET "description" = CAST(x'41ff42' AS TEXT) WHERE "id" = ${ids['chosen']}`,
        ],
        [
          /Robot: what is in "lastUsedAddress" is no text/,
          () => ids['system']!,
          () => `UPDATE "Robot" SET "lastUsedAddress" = x'41' WHERE "id" = ${ids['system']}`,
        ],
      ] as typeof damages)
    : []),
]

test('a database that was never touched by hand is sound, and is left as it is', async () => {
  const before = await tableDigests(url(), all)
  const { findings, rows } = await checkDatabase(url(), key)
  expect(findings).toEqual([])
  expect(rows).toBeGreaterThan(20)
  expect(await tableDigests(url(), all)).toEqual(before)
})

test('without the key, or with another one, the signing keys are told', async () => {
  const { kid, id } = await db().signingKey.findFirstOrThrow()
  expect(kid).toBeTruthy()
  const expected = (what: string) => [{ what: `SigningKey: ${what}`, count: 1, ids: [String(id)] }]
  expect((await checkDatabase(url(), null)).findings).toEqual(expected('there is no SECRET_KEY to open it'))
  const other = await checkDatabase(url(), 'quite another key of 32 characters')
  expect(other.findings).toEqual(expected('SECRET_KEY does not open it, or its certificate cannot be read'))
})

test('each kind of damage is found, with where it is', async () => {
  await plant(damages.map(([, , statement]) => statement()))
  const { findings } = await checkDatabase(url(), key)
  for (const [what, id] of damages) {
    const found = findings.find((each) => each.what.match(what))
    expect(found, String(what)).toBeDefined()
    expect(found!.count).toBeGreaterThan(0)
    if (id) expect(found!.ids, String(what)).toContain(String(id()))
  }
})

test('a link of a robot that was deleted is no fault', async () => {
  const link = (await db().oneTimeLink.findFirstOrThrow()).id
  await plant([`UPDATE "OneTimeLink" SET "secretId" = NULL, "openedAt" = NULL, "triesLeft" = 1 WHERE "id" = ${link}`])
  const isTold = async () =>
    (await checkDatabase(url(), key)).findings.some(({ what }) => what.startsWith('OneTimeLink: a secret'))
  expect(await isTold()).toBe(false)
  await plant([`UPDATE "OneTimeLink" SET "triesLeft" = 0`])
  expect(await isTold()).toBe(true)
})

test('where a part cannot be looked at, that is told beside what was found elsewhere', async () => {
  await plant([`ALTER TABLE "SigningKey" RENAME TO "Elsewhere"`])
  const told = (await checkDatabase(url(), key)).findings.map(({ what }) => what).join('\n')
  await plant([`ALTER TABLE "Elsewhere" RENAME TO "SigningKey"`])
  expect(told).toMatch(/^it could not be looked at, and may be wrong/m)
  expect(told).toMatch(/^Robot: the login name/m)
  expect(told).toMatch(/^a table is not there/m)
})

test('however much is wrong, some ids are told, and their number', async () => {
  await plant([Array.from({ length: 30 }, () => event('"actorKind", "result"', `'user', 'maybe'`)).join('; ')])
  const { findings } = await checkDatabase(url(), key)
  const found = findings.find(({ what }) => what === 'AuditEvent: the result is none')!
  expect(found.count).toBe(31)
  expect(found.ids).toHaveLength(20)
})

test('of a database of another version nothing is said', async () => {
  await plant([
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ('1', 'x', '29990101000000_later_additive', CURRENT_TIMESTAMP, 1)`,
  ])
  await expect(checkDatabase(url(), key)).rejects.toThrow(/another version, with the migration 29990101000000_later/)
})
