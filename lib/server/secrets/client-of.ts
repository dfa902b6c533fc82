import 'server-only'
import { clientName } from '@/lib/domain/client-name'
import { withoutSecrets } from './secret'

/** What a client calls itself, see `clientName`. A secret that it sent there is taken out before anything is cut. */
export const clientOf = (userAgent: string | undefined, clientId?: string): string | null =>
  clientName(userAgent && withoutSecrets(userAgent), clientId && withoutSecrets(clientId))
