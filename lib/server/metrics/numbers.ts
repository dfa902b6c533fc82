import 'server-only'
import { auditOperations, type AuditOperation, type AuditResult } from '@/lib/domain/audit/audit-operation'
import { globalState } from '../global-state'
import { distribution, secondsBounds, sizeBounds, type Distribution } from './distribution'

// What a label may say are closed sets: every series is there from the beginning, and no traffic makes another.

const requestDoors = ['pages', 'api', 'token', 'notifications', 'keys', 'health'] as const
export type RequestDoor = (typeof requestDoors)[number]

const requestStatuses = ['2xx', '3xx', '4xx', '5xx', 'aborted'] as const
export type RequestStatus = (typeof requestStatuses)[number]

/** Why a token was refused, where the code tells it apart; a user's name and password it does not. */
const tokenRefusals = [
  ...(['unknown-name', 'wrong-secret', 'disabled', 'expired', 'password'] as const),
  ...(['no-credentials', 'unreadable', 'refresh-token'] as const),
]
export type TokenRefusal = (typeof tokenRefusals)[number]

/** What came of asking for a token, and the reasons that each may have. */
const tokenReasons = {
  issued: ['none'],
  anonymous: ['none'],
  refused: tokenRefusals,
  throttled: ['none'],
  unavailable: ['database', 'overload', 'fault'],
  'bad-request': ['none'],
} as const
export type TokenResult = keyof typeof tokenReasons
export type TokenReason = (typeof tokenReasons)[TokenResult][number]
const tokenResults = Object.keys(tokenReasons) as TokenResult[]

const signInKinds = ['generated', 'chosen', 'legacy', 'password'] as const
export type SignInKind = (typeof signInKinds)[number]
const signInResults = ['success', 'failure', 'throttled'] as const
export type SignInResult = (typeof signInResults)[number]

const jobOutcomes = ['done', 'failed', 'stopped', 'lost'] as const
export type JobOutcome = (typeof jobOutcomes)[number]

const changeResults = ['success', 'denied', 'failure'] as const satisfies readonly AuditResult[]

/** How often, by two labels. */
export type Table<First extends string = string, Second extends string = string> = Record<First, Record<Second, number>>

/** All that this process has counted since it started. Plain numbers, since the way of a token passes here. */
export type Numbers = {
  requests: Table<RequestDoor, RequestStatus>
  requestSeconds: Record<RequestDoor, Distribution>
  /** Answers that a database which cannot answer has made 503. */
  outages: Record<RequestDoor, number>
  tokens: Record<TokenResult, Partial<Record<TokenReason, number>>>
  tokenSeconds: Record<TokenResult, Distribution>
  signIns: Table<SignInKind, SignInResult>
  hotBatches: Distribution
  slowHashWaits: Distribution
  slowHashesTurnedAway: number
  /** By the job's name. */
  jobRuns: Table<string, JobOutcome>
  changes: Table<AuditOperation, AuditResult>
}

export const numbers = (): Numbers => globalState('numbers', nothingCounted)

const nothingCounted = (): Numbers => ({
  requests: table(requestDoors, requestStatuses),
  requestSeconds: record(requestDoors, () => distribution(secondsBounds)),
  outages: record(requestDoors, () => 0),
  tokens: record(tokenResults, (result) => record<TokenReason, number>(tokenReasons[result], () => 0)),
  tokenSeconds: record(tokenResults, () => distribution(secondsBounds)),
  signIns: table(signInKinds, signInResults),
  hotBatches: distribution(sizeBounds),
  slowHashWaits: distribution(secondsBounds),
  slowHashesTurnedAway: 0,
  jobRuns: {},
  changes: table(auditOperations, changeResults),
})

/** No row of a job that has not run yet is missing where it is told: the table of jobs is asked there. */
export const noRuns = (): Record<JobOutcome, number> => record(jobOutcomes, () => 0)

const table = <First extends string, Second extends string>(first: readonly First[], second: readonly Second[]) =>
  record(first, () => record(second, () => 0))

const record = <Key extends string, Value>(keys: readonly Key[], value: (key: Key) => Value) =>
  Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<Key, Value>
