import { useFormatter } from 'next-intl'
import type { LastUse } from '@/lib/domain/robot-activity'
import { useServerNow } from './server-now'

/** What a message about a use is given: when, by which client and from where, as far as that is known. */
export function useWordsOfUse() {
  const format = useFormatter()
  const now = useServerNow()
  return ({ at, client, address }: LastUse) => ({
    // Another replica's clock may be a little ahead: nothing was used in the future.
    when: format.relativeTime(Math.min(at * 1000, now), now),
    by: client ? 'some' : 'none',
    client: client ?? '',
    from: address ? 'some' : 'none',
    address: address ?? '',
  })
}
