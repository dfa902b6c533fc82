import 'server-only'
import { createHash, X509Certificate } from 'node:crypto'
import { auditChanges } from '@/lib/domain/audit/audit-row'
import { decodeAccess, encodeAccess } from '@/lib/domain/permissions/access'
import { neverExpires } from '@/lib/domain/robots/expiry'
import { settingKeys, settingNames } from '@/lib/domain/settings/settings'
import { legacyScheme } from '../../legacy-robots/key'
import { openKey } from '../../registry/signing-key'
import { keyFor } from '../../secrets/secret-key'
import { isSoundSetting } from '../../settings/read'
import { foldedColumns, withFolded, type SearchedTable } from '../../store/folded-columns'
import { isOfType, type Value } from '../value'

export type Fields = Record<string, Value>
/** What is wrong with a row, by its own columns alone. */
type RowCheck = (row: Fields) => (string | false)[]

/** `key`: SECRET_KEY, or null where there is none. */
export const rowChecks = (key: string | null): Readonly<Record<string, RowCheck>> => ({
  User: (row) => [
    ...foldedWrong('user', row),
    row['passwordHash'] !== '' && !isSlowHash(row['passwordHash']) && 'the hash of the password cannot be read',
    row['language'] !== null && !isLanguage(String(row['language'])) && 'the language is none',
    row['timeZone'] !== null && !isTimeZone(String(row['timeZone'])) && 'the time zone is none',
  ],
  Robot: (row) => [
    ...foldedWrong('robot', row),
    !isMaker(row['creatorType']) && 'the kind of creator is none',
    Number(row['durationDays']) < neverExpires && 'the duration is none',
  ],
  RobotSecret: (row) => [
    !isStoredSecret(row) && 'scheme and hash do not fit',
    row['creatorType'] !== null && !isMaker(row['creatorType']) && 'the kind of creator is none',
    (row['endedAt'] === null) !== (row['endedHow'] === null) && 'when and how it ended do not fit',
  ],
  RobotUsage: ({ day, pulls, pushes, deletes }) => [
    !isDay(day) && 'the day is none',
    isNegative(pulls, pushes, deletes) && 'a count is below zero',
  ],
  RobotClient: ({ day, uses }) => [!isDay(day) && 'the day is none', isNegative(uses) && 'a count is below zero'],
  FormerNameUse: ({ uses }) => [isNegative(uses) && 'a count is below zero'],
  LegacyIdentity: ({ key: spki, keyFingerprint }) => [
    fingerprintOf(spki) !== keyFingerprint && 'the fingerprint is that of another key',
  ],
  RobotGrant: ({ access }) => [!isCanonical(access) && 'the permissions are not as they are written'],
  PermissionPreset: ({ level, systemAccess, projectAccess }) => [
    level !== 'system' && level !== 'project' && 'the level is none',
    !(isCanonical(systemAccess) && isCanonical(projectAccess)) && 'the permissions are not as they are written',
  ],
  AuditEvent: auditWrong,
  Outbox: ({ payload }) => [!isJsonObject(payload) && 'the payload is no JSON'],
  Setting: ({ key: stored, value }) => {
    const name = settingNames.find((each) => settingKeys[each] === stored)
    return [
      name !== undefined && !isSoundSetting(name, String(value)) && 'a value that is not allowed, and counts as none',
    ]
  },
  SigningKey: (row) => [key === null ? 'there is no SECRET_KEY to open it' : signingKeyWrong(row, key)],
})

const isMaker = (type: Value | undefined): boolean => type === 'local' || type === 'robot'
const isNegative = (...counts: (Value | undefined)[]): boolean => counts.some((count) => Number(count) < 0)
const isDay = (day: Value | undefined): boolean => isOfType(`${String(day)}T00:00:00.000Z`, 'time')
const fingerprintOf = (spki: Value | undefined): string =>
  createHash('sha256').update(String(spki), 'base64').digest('hex')

function foldedWrong(table: SearchedTable, row: Fields): (string | false)[] {
  const right: Fields = withFolded(
    table,
    Object.fromEntries(foldedColumns[table].map((column) => [column, row[column]!])),
  )
  return foldedColumns[table].map(
    (column) => (right[`${column}Folded`] ?? null) !== row[`${column}Folded`] && `"${column}Folded" is another one`,
  )
}

const isSlowHash = (hash: unknown): boolean =>
  /^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[\w+/]{22,}\$[\w+/]{43,}$/.test(String(hash))

const shapes: Readonly<Record<string, (hash: string) => boolean>> = {
  sha256: (hash) => /^[\w+/]{43}=$/.test(hash),
  argon2id: isSlowHash,
  [legacyScheme]: (hash) => /^[0-9a-f]{64}$/.test(hash),
}

/** Of one that has ended nothing is left. */
function isStoredSecret({ scheme, hash, endedAt }: Fields): boolean {
  const shape = Object.hasOwn(shapes, String(scheme)) ? shapes[String(scheme)]! : () => false
  return endedAt === null ? shape(String(hash)) : hash === ''
}

const isCanonical = (access: Value | undefined): boolean =>
  typeof access === 'string' && encodeAccess(decodeAccess(access)) === access

function auditWrong(row: Fields): (string | false)[] {
  const [before, after] = [row['before'] as string | null, row['after'] as string | null]
  const isRead = [before, after].every((text) => text === null || isJsonObject(text))
  return [
    ...foldedWrong('auditEvent', row),
    !['success', 'denied', 'failure'].includes(String(row['result'])) && 'the result is none',
    !['user', 'robot', 'anonymous', 'system'].includes(String(row['actorKind'])) && 'the kind of actor is none',
    !isRead && 'what was before or after is no JSON',
    isRead && auditChanges(before, after).length !== row['changeCount'] && 'the number of changes is another one',
  ]
}

function isJsonObject(text: Value | undefined): boolean {
  try {
    const value: unknown = JSON.parse(String(text))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

function signingKeyWrong({ kid, privateKey, certificate }: Fields, key: string): string | false {
  try {
    const opened = openKey({ kid: String(kid), privateKey: String(privateKey) }, keyFor(key, 'signing-keys'))
    const isIts = new X509Certificate(String(certificate)).checkPrivateKey(opened.privateKey)
    return !isIts && 'the certificate is that of another key'
  } catch {
    return 'SECRET_KEY does not open it, or its certificate cannot be read'
  }
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null
  } catch {
    return false
  }
}
