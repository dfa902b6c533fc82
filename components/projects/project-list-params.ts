import { listParams } from '../data-table/list-params'

/** What the URL of the projects list may say. */
export const projectListParams = listParams({ sortKeys: ['name', 'created'], defaultSort: 'name' })
