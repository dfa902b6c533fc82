import 'server-only'
import { now } from '../clock'
import type { Robot } from '../generated/sqlite/client'
import type { Tx } from '../store/db'

/** Keeps in mind that a legacy robot was deleted, for the change that does it: the next import must not bring it back. */
export async function rememberDeletedLegacy(
  tx: Tx,
  { legacy, projectId, name }: Pick<Robot, 'legacy' | 'projectId' | 'name'>,
): Promise<void> {
  if (!legacy || projectId === null) return
  const deleted = { projectId, name, deletedAt: now() }
  const where = { projectId_name: { projectId, name } }
  await tx.deletedLegacyRobot.upsert({ where, create: deleted, update: { deletedAt: deleted.deletedAt } })
}

/** The opposite, where one is imported after all. */
export async function forgetDeletedLegacy(tx: Tx, projectId: number, name: string): Promise<void> {
  await tx.deletedLegacyRobot.deleteMany({ where: { projectId, name } })
}

/** When a project's legacy robot of this name was deleted here; null = never, or it was brought back. */
export async function deletedLegacyAt(tx: Tx, projectId: number, name: string): Promise<Date | null> {
  const row = await tx.deletedLegacyRobot.findUnique({ where: { projectId_name: { projectId, name } } })
  return row?.deletedAt ?? null
}
