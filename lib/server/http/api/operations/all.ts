import 'server-only'
import { memberOperations } from './members'
import type { Operation } from './operation'
import { projectOperations } from './projects'
import { robotOperations } from './robots'
import { systemOperations } from './system'
import { userOperations } from './users'

/** Every operation of Harbor's that is here. */
export const operations: readonly Operation[] = [
  ...systemOperations,
  ...robotOperations,
  ...projectOperations,
  ...memberOperations,
  ...userOperations,
]
