import { listParams } from '../data-table/list-params'

/** What the URL of the list of users may say. */
export const userListParams = listParams({ sortKeys: ['name', 'created'], defaultSort: 'name' })
