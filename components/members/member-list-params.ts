import { listParams } from '../data-table/list-params'

/** What the URL of a project's members may say. */
export const memberListParams = listParams({ sortKeys: ['name', 'created'], defaultSort: 'name' })
