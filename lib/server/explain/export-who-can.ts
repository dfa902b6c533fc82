import 'server-only'
import type { Held } from '@/lib/domain/explain/explain-access'
import type { WhoCanRow } from '@/lib/domain/explain/who-can'
import type { Actor } from '../rights/actor'
import { everybodyWhoCan, startScan, type WhoCanAsked } from './who-can'

/** Somebody who can, as plain texts and times. */
export type ExportedWhoCan = {
  kind: WhoCanRow['kind']
  name: string
  actions: string
  through: string
  canSignIn: 'true' | 'false'
  lastUsedAt: Date | null
  /** Of what was asked about, or of anything. */
  lastUsed: 'here' | 'anywhere' | null
}

/** Everybody who can, as a file takes them. Refuses at once as `whoCan` does, asks it again for every part. */
export async function exportWhoCan(
  actor: Actor,
  asked: WhoCanAsked,
  signal?: AbortSignal,
): Promise<AsyncIterable<ExportedWhoCan>> {
  await startScan(actor, asked)
  return exported(actor, asked, signal)
}

async function* exported(actor: Actor, asked: WhoCanAsked, signal?: AbortSignal): AsyncGenerator<ExportedWhoCan> {
  for await (const rows of everybodyWhoCan(actor, asked, signal)) yield* rows.map(toExported)
}

const toExported = ({ kind, name, actions, role, through, live, lastUse }: WhoCanRow): ExportedWhoCan => ({
  kind,
  name,
  actions: actions.join(', '),
  through: kind === 'everyone' ? 'public project' : (role ?? through.map(heldText).join('; ')),
  canSignIn: live ? 'true' : 'false',
  lastUsedAt: lastUse && new Date(lastUse.at),
  lastUsed: lastUse && (lastUse.here ? 'here' : 'anywhere'),
})

const heldText = ({ action, place, repositories }: Held): string =>
  `${action} in ${place === 'project' ? 'this project' : 'all projects'}${repositories === null ? '' : ` [${repositories}]`}`
