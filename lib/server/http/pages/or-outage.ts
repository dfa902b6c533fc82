import 'server-only'
import { requestSource } from '../../auth/request-source'
import { asRefusal } from '../../errors'
import { log } from '../../log'
import { noteOutage } from '../../request-context'
import { asUnavailable } from '../../unavailable'

/** For layouts and pages: what was read, or that the database does not answer, which the caller then has to show. */
export async function orOutage<Result>(reading: Promise<Result>): Promise<Result | 'outage'> {
  try {
    return await reading
  } catch (error) {
    const refusal = asRefusal(asUnavailable(error))
    if (refusal?.kind !== 'unavailable') throw error
    log().error({ err: refusal, ...(await requestSource()) }, 'a page could not be read')
    noteOutage('shown')
    return 'outage'
  }
}
