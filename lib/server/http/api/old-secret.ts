import 'server-only'
import type { z } from 'zod'
import { maxOverlapHours, refreshSecretInput, type RefreshSecretInput } from '@/lib/domain/secrets/robot-secret'
import type { robotSecret } from '@/lib/domain/wire/robot'
import { badRequest } from '../exchange/error-body'

type Wire = z.output<typeof robotSecret>['old_secret']

const stops: Record<string, string> = { at_once: 'at-once', after_first_use: 'after-first-use', at: 'at' }
const asked = refreshSecretInput.pick({ oldSecret: true, ends: true })

/** What a refresh asks for of the old secret; nothing = that it stops at once, as in Harbor. */
export function oldSecretOf(wire: Wire): Pick<RefreshSecretInput, 'oldSecret' | 'ends'> {
  if (!wire) return {}
  const { stop = '', hours, at, ends } = wire
  const { success, data } = asked.safeParse({ oldSecret: { kind: stops[stop], hours, at }, ends })
  if (success) return data
  throw badRequest(
    `old_secret must be {"stop": "at_once"}, {"stop": "after_first_use", "hours": 1 to ${maxOverlapHours}} or ` +
      '{"stop": "at", "at": an RFC 3339 time}; "ends", where two are live, "older" or "newer"',
  )
}
