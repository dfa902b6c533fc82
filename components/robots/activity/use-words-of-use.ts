import type { LastUse } from '@/lib/domain/secrets/robot-activity'
import { useAgo } from './use-ago'

/** What a message about a use is given: when, by which client and from where, as far as that is known. */
export function useWordsOfUse() {
  const ago = useAgo()
  return ({ at, client, address }: LastUse) => ({
    when: ago(at * 1000),
    by: client ? 'some' : 'none',
    client: client ?? '',
    from: address ? 'some' : 'none',
    address: address ?? '',
  })
}

/** The same where there was none. */
export const wordsOfNone = { when: '', by: 'none', client: '', from: 'none', address: '' }
