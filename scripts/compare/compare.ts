import { idOf, type Answer } from './answer'
import type { Case } from './case'
import { differencesOf, type Difference } from './differences'
import { rowsFor } from './cases/alike'
import { normalise } from './normalise'
import type { Side } from './side'
import type { Row } from './table'

export type Compared = { case: Case; beyond: Difference[]; meant: { row: string; difference: Difference }[] }
type Options = { sentences?: boolean }

/** Sends a case to both servers, and sorts what differs into what the table tells of and what is beyond it. */
export async function compareCase(
  [harbor, ours]: readonly [Side, Side],
  each: Case,
  table: ReadonlyMap<string, Row>,
  options: Options = {},
): Promise<Compared> {
  const [theirs, own] = await Promise.all([runCase(harbor, each), runCase(ours, each)])
  const { detail = 'values' } = each
  const exact = each.path.includes('{')
  const found = differencesOf(normalise(harbor, theirs, detail, exact), normalise(ours, own, detail, exact), options)
  const compared: Compared = { case: each, beyond: [], meant: [] }
  for (const difference of found) {
    const row = meaning(each, difference, table)
    if (row === null) compared.beyond.push(difference)
    else compared.meant.push({ row, difference })
  }
  return compared
}

/** Sends a case to one server, with what comes before and after it. */
export async function runCase(side: Side, { before = [], after = [], ...each }: Case): Promise<Answer> {
  for (const { keep, ...first } of before) keepOf(side, keep, await side.ask(first))
  const answer = await side.ask(each)
  keepOf(side, each.keep, answer)
  for (const last of after) await side.ask(last)
  return answer
}

function keepOf(side: Side, name: string | undefined, answer: Answer): void {
  if (name === undefined) return
  side.names.set(name, idOf(answer))
  // A new robot's answer is the only one that tells its name.
  const made = answer.body as { name?: string } | undefined
  if (made?.name !== undefined) side.names.set(`${name}Name`, made.name)
}

/** The row that tells of a difference, or null: of another status only one that tells of these two. */
function meaning(each: Case, { at, harbor, ours }: Difference, table: ReadonlyMap<string, Row>): string | null {
  const tells = (id: string): boolean => {
    const statuses = table.get(id)?.statuses
    if (!statuses) return false
    return at !== 'status' || (statuses.harbor.includes(Number(harbor)) && statuses.here.includes(Number(ours)))
  }
  return rowsFor(each, at).find((id) => tells(id)) ?? null
}
