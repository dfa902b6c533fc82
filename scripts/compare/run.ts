import type { Case } from './case'
import { cleanUp, configurationsOf, putBack } from './clean-up'
import { compareCase, type Compared } from './compare'
import type { Side } from './side'
import { readTable } from './table'
import { makeWorld, newPrefix } from './world'

export type Report = {
  /** How many cases were sent to both. */
  sent: number
  /** Those whose answers differ beyond the manual's table. */
  beyond: Compared[]
  /** The rows of the table that were met. */
  rows: Set<string>
  /** What could not be deleted or put back, by server. */
  left: string[]
}
type Options = { sentences?: boolean; signal?: AbortSignal }

/**
 * Compares two servers case by case. Whatever happens, also when `signal` ends it in between, what was made on either
 * is deleted, and settings are put back.
 */
export async function compareServers(
  harbor: Side,
  ours: Side,
  cases: readonly Case[],
  { sentences, signal }: Options = {},
): Promise<Report> {
  const sides = [harbor, ours] as const
  const table = readTable()
  const report: Report = { sent: 0, beyond: [], rows: new Set(), left: [] }
  const before = new Map<Side, Awaited<ReturnType<typeof configurationsOf>>>()
  try {
    for (const side of sides) {
      await refuseUnlessAdmin(side)
      before.set(side, await configurationsOf(side))
      side.names.set('robotPrefix', String(before.get(side)!['robot_name_prefix']?.value ?? ''))
      await makeWorld(side, newPrefix())
    }
    for (const each of cases) {
      if (signal?.aborted) break
      // Known to one server alone, or kept by the other.
      if (each.ownOnly) continue
      const compared = await compareCase(sides, each, table, { sentences })
      report.sent++
      if (compared.beyond.length > 0) report.beyond.push(compared)
      for (const { row } of compared.meant) report.rows.add(row)
    }
    return report
  } finally {
    for (const side of sides) report.left.push(...(await leave(side, before.get(side))))
  }
}

async function refuseUnlessAdmin(side: Side): Promise<void> {
  const { status, body } = await side.ask({ method: 'GET', path: '/users/current' })
  if (status !== 200) throw new Error(`${side.title} answers ${status}: is the password right?`)
  if ((body as { sysadmin_flag?: boolean }).sysadmin_flag !== true)
    throw new Error(`${side.title}: this user is no system admin, who alone can make what is compared`)
}

/** Leaves a server as it was; says what of it is not. */
async function leave(side: Side, before?: Awaited<ReturnType<typeof configurationsOf>>): Promise<string[]> {
  try {
    const left = await cleanUp(side)
    const settings = before ? await putBack(side, before) : []
    return [...left, ...settings.map((key) => `the setting ${key}`)].map((what) => `${side.title}: ${what}`)
  } catch (error) {
    const all = side.made.join(', ') || 'nothing'
    return [`${side.title}: ${(error as Error).message}; made were ${all}, under ${side.names.get('prefix')}`]
  }
}
