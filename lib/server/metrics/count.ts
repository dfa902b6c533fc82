import 'server-only'
import type { AuditOperation, AuditResult } from '@/lib/domain/audit/audit-operation'
import { env } from '../env'
import { asRefusal } from '../errors'
import { globalState } from '../global-state'
import { observe } from './distribution'
import {
  noRuns,
  numbers,
  type JobOutcome,
  type Numbers,
  type RequestDoor,
  type RequestStatus,
  type SignInKind,
  type SignInResult,
  type TokenReason,
  type TokenResult,
} from './numbers'

/** Null where nobody asks for metrics: then nothing is counted. */
function counting(): Numbers | null {
  const { METRICS_PORT, METRICS_TOKEN } = env()
  return METRICS_PORT === undefined && METRICS_TOKEN === undefined ? null : numbers()
}

/** Whoever began then was served for so long. `since` is on the clock of `performance.now()`. */
const secondsSince = (since: number): number => (performance.now() - since) / 1000

export function countRequest(door: RequestDoor, status: RequestStatus, since: number): void {
  const known = counting()
  if (!known) return
  known.requests[door][status]++
  observe(known.requestSeconds[door], secondsSince(since))
}

/** An answer was 503 because the database did not answer. */
export function countOutage(door: RequestDoor): void {
  const known = counting()
  if (known) known.outages[door]++
}

export function countToken(result: TokenResult, reason: TokenReason, since: number): void {
  const known = counting()
  if (!known) return
  const of = known.tokens[result]
  of[reason] = (of[reason] ?? 0) + 1
  observe(known.tokenSeconds[result], secondsSince(since))
}

export function countSignIn(kind: SignInKind, result: SignInResult): void {
  const known = counting()
  if (known) known.signIns[kind][result]++
}

/** Counts what a check of credentials comes to: null is a failure. One that nobody could look at is none. */
export async function countingSignIn<Who>(kind: SignInKind, check: () => Promise<Who | null>): Promise<Who | null> {
  try {
    const who = await check()
    countSignIn(kind, who === null ? 'failure' : 'success')
    return who
  } catch (error) {
    if (asRefusal(error)?.kind === 'too-many-requests') countSignIn(kind, 'throttled')
    throw error
  }
}

/** So many questions were answered together. */
export function countBatch(size: number): void {
  const known = counting()
  if (known) observe(known.hotBatches, size)
}

export function countSlowHash(since: number): void {
  const known = counting()
  if (known) observe(known.slowHashWaits, secondsSince(since))
}

export function countTurnedAway(): void {
  const known = counting()
  if (known) known.slowHashesTurnedAway++
}

export function countJobRun(job: string, outcome: JobOutcome): void {
  const known = counting()
  if (!known) return
  known.jobRuns[job] ??= noRuns()
  known.jobRuns[job][outcome]++
}

export function countChange(operation: AuditOperation, result: AuditResult): void {
  const known = counting()
  if (known) known.changes[operation][result]++
}

/** What was changed in a transaction that is still open, by the transaction. */
const uncommitted = () => globalState('uncommitted-changes', () => new WeakMap<object, AuditOperation[]>())

/** Counts a change once the transaction it belongs to is committed. */
export function countWhenCommitted(tx: object, operation: AuditOperation): void {
  const known = uncommitted().get(tx)
  if (known) known.push(operation)
  else uncommitted().set(tx, [operation])
}

export function countCommitted(tx: object): void {
  for (const operation of uncommitted().get(tx) ?? []) countChange(operation, 'success')
}
