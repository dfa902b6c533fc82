import { listParams } from '../data-table/list-params'

/** What the URL of the list of one-time links may say: newest first, always. */
export const linkListParams = listParams({ sortKeys: ['made'], defaultSort: '-made' })
