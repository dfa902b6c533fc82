import 'server-only'
import { asRefusal } from '../errors'
import { asUnavailable } from '../unavailable'

/** Whether the database does not answer, told by a transaction or by a mere reading: it passes. */
export const isOutage = (error: unknown): boolean => asRefusal(asUnavailable(error))?.kind === 'unavailable'
