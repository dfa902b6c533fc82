import 'server-only'
import { env } from '../env'

/**
 * Whether a request was sent by our own pages. A browser names the Origin of every POST, so none at all is refused
 * too: Next lets such requests through.
 */
export const isSameOrigin = (origin: string | null): boolean => origin === new URL(env().EXTERNAL_URL).origin
