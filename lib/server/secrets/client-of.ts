import 'server-only'
import { remembered } from '@/lib/domain/remembered'
import { clientName } from '@/lib/domain/texts/client-name'
import { withoutSecrets } from './secret'

/** What a client calls itself, see `clientName`. A secret that it sent there is taken out before anything is cut. */
export const clientOf = (userAgent: string | undefined, clientId?: string): string | null =>
  readable(userAgent ?? '') ?? readable(clientId ?? '')

const readable = remembered((text) => clientName(withoutSecrets(text)), { max: 1_000, maxLength: 200 })
