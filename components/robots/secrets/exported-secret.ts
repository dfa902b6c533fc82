import type { RevealedSecret } from '@/lib/domain/robots/robot-row'

/** The fields of Harbor's create answer; -1 = never expires, as there. */
export const exportedSecret = ({ id, name, secret, creationTime, expiresAt }: RevealedSecret) => ({
  id,
  name,
  secret,
  creation_time: creationTime,
  expires_at: expiresAt ?? -1,
})

export const asJsonFile = (content: object): string => JSON.stringify(content, null, 2) + '\n'
