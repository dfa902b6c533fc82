import { createLoader } from 'nuqs/server'
import type { ListParams } from './list-params'

/** Reads `searchParams` of a page, on the server: `const list = await listLoader(robotListParams)(props.searchParams)`. */
export const listLoader = <Key extends string>(params: ListParams<Key>) => createLoader(params)
