import { listParams } from '../data-table/list-params'

/** What the URL of a robots page may say. */
export const robotListParams = listParams({ sortKeys: ['name', 'created'], defaultSort: 'name' })
