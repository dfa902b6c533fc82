import 'server-only'
import type { Grant } from '@/lib/domain/permissions/grant'

/** Where a request came from: copied into its audit rows, but for the client (see client-name.ts). */
export type RequestSource = { requestId?: string; address?: string; client?: string | null }

export type { Grant }

/** Who acts. Every door (session, Basic) makes one; the verbs know nothing else of their callers. */
export type Actor = (
  | { kind: 'user'; id: number; name: string }
  /** `name` is the full name, with prefix; `secretId` the secret that it has proved. */
  | { kind: 'robot'; id: number; name: string; grants: readonly Grant[]; secretId?: number }
  | { kind: 'anonymous' }
  /** Start-up and demo data: may do everything. */
  | { kind: 'system' }
) & { source?: RequestSource }

export const actorName = (actor: Actor): string => ('name' in actor ? actor.name : actor.kind)
export const actorId = (actor: Actor): number | null => ('id' in actor ? actor.id : null)
