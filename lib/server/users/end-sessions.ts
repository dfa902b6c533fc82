import 'server-only'
import type { Actor } from '../rights/actor'
import { change } from '../rights/change'
import { ownAccount } from './own-account'

/** Signs out everywhere: ends all of one's own sessions, the present one too. */
export async function endOwnSessions(actor: Actor): Promise<void> {
  await change(
    actor,
    'account:update',
    'user.end-sessions',
    (tx) => ownAccount(tx, actor),
    async (tx, { id }) => {
      const { count } = await tx.session.deleteMany({ where: { userId: id } })
      return { result: undefined, after: { endedSessions: count } }
    },
  )
}
