import { createLoader } from 'nuqs/server'
import { robotFilterParams, robotListParams } from '../robot-list-params'

/** What a robots page's URL says, on the server. */
export const loadRobotList = createLoader({ ...robotListParams, ...robotFilterParams })
