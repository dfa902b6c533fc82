import { createLoader } from 'nuqs/server'
import { logFilterParams, logListParams } from './log-params'

/** What a log's URL says, on the server. */
export const loadLogParams = createLoader({ ...logListParams, ...logFilterParams })
