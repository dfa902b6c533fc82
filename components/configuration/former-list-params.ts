import { listParams } from '../data-table/list-params'

/** What the URL of the list of names of before may say: the latest use first, always. */
export const formerListParams = listParams({ sortKeys: ['last'], defaultSort: '-last' })
